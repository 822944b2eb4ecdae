import { type Attendance, part } from './attendance.ts';
import { type Claim, isDue, type Ledger, type Occasion } from './occasion.ts';

/** Where it is kept what was told, for all tabs at once. */
export type SharedLedger = {
  /** `claim` of `occasion.ts`, in one step that no other tab can come between. Never rejects. */
  claim(wanted: readonly Occasion[], waiting: readonly Occasion[], now: number): Promise<Claim>;
};

export type NoticeTellerOptions = {
  readonly ledger: SharedLedger;
  readonly self: () => Attendance;
  /** The other tabs that have been heard of lately. */
  readonly others: () => readonly Attendance[];
  /** UNIX ms. */
  readonly now: () => number;
  /** Tells the agent of these at once. Nobody else does. */
  readonly tell: (occasions: readonly Occasion[]) => void;
};

/**
 * One tab's share in telling the agent, of all that goes on, each thing once. Every tab sees everything; which one
 * tells is agreed by what they know of each other, and where that is wrong the ledger decides.
 */
export class NoticeTeller {
  readonly #options: NoticeTellerOptions;
  /** What of the ledger this tab has seen. */
  #known: Ledger = new Map();
  /** Since when this tab knows of what is due, UNIX ms. */
  #dueSince: ReadonlyMap<string, number> = new Map();
  #isClaiming = false;

  constructor(options: NoticeTellerOptions) {
    this.#options = options;
  }

  /** Goes over what there is to tell just now; gives those that are still open. To be called again after a while. */
  consider(occasions: readonly Occasion[]): readonly Occasion[] {
    const now = this.#options.now();
    const open = occasions.filter(occasion => isDue(occasion, this.#known, now));
    this.#dueSince = new Map(open.map(({ key }) => [key, this.#dueSince.get(key) ?? now]));
    const [tell, pass] = this.#share(open, now);
    const waiting = occasions.filter(({ kind }) => kind === 'unserved');
    if (!this.#isClaiming && tell.length + pass.length > 0) void this.#claim(tell, pass, waiting);
    return open;
  }

  #share(open: readonly Occasion[], now: number): readonly [tell: Occasion[], pass: Occasion[]] {
    const self = this.#options.self();
    const others = this.#options.others();
    const tell: Occasion[] = [];
    const pass: Occasion[] = [];
    for (const occasion of open) {
      const mine = part(occasion, self, others, now - (this.#dueSince.get(occasion.key) ?? now));
      if (mine === 'tell') tell.push(occasion);
      if (mine === 'pass') pass.push(occasion);
    }
    return [tell, pass];
  }

  async #claim(tell: readonly Occasion[], pass: readonly Occasion[], waiting: readonly Occasion[]) {
    const { ledger, now } = this.#options;
    this.#isClaiming = true;
    if (pass.length > 0) this.#known = (await ledger.claim(pass, pass, now())).ledger;
    if (tell.length > 0) {
      const claimed = await ledger.claim(tell, waiting, now());
      this.#known = claimed.ledger;
      if (claimed.due.length > 0) this.#options.tell(claimed.due);
    }
    this.#isClaiming = false;
  }
}
