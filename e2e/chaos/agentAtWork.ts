import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Locator } from '@playwright/test';
import type { ConversationPage } from '../pages/conversationPage.ts';
import { DeskPage } from '../pages/deskPage.ts';
import type { Dice } from './dice.ts';
import type { Door } from './door.ts';
import type { Account } from './reckoning.ts';
import type { Talker } from './talker.ts';

/** How long (ms) a page may take to do what it was told, on a machine that has much else to do. */
const PATIENCE = 30_000;
/** How long (ms) something may take to appear that perhaps does not. */
const GLANCE = 3_000;
/** So tall that no transcript of a run is cut: what is not on the screen is not in the page. */
const TALL = { width: 1_280, height: 14_000 };

/** What an agent does in a tab, or what befalls it. */
export type TabAct = {
  readonly name: string;
  readonly weight: number;
  readonly isFault: boolean;
  readonly do: (agent: AgentAtWork, talker: Talker) => Promise<void>;
};

export const answering: TabAct = {
  name: 'answer',
  weight: 40,
  isFault: false,
  do: (agent, talker) => agent.answer(talker),
};

export const tabActs: readonly TabAct[] = [
  answering,
  { name: 'transfer', weight: 2, isFault: false, do: (agent, talker) => agent.transfer(talker) },
  { name: 'new tab', weight: 2, isFault: false, do: agent => agent.openTab() },
  { name: 'reload', weight: 2, isFault: true, do: agent => agent.reload() },
  { name: 'closed tab', weight: 1, isFault: true, do: agent => agent.closeTab(true) },
  { name: 'crashed tab', weight: 2, isFault: true, do: (agent, talker) => agent.answerAndCrash(talker) },
  { name: 'sleeping tab', weight: 1, isFault: true, do: agent => agent.sleep() },
];

/** One agent with up to three tabs, who answers whatever happens, and presses what the page offers. */
export class AgentAtWork {
  readonly #dice: Dice;
  readonly #door: Door;
  readonly #tabs: DeskPage[];

  constructor(desk: DeskPage, dice: Dice, door: Door) {
    this.#tabs = [desk];
    this.#dice = dice;
    this.#door = door;
  }

  get tabs(): readonly DeskPage[] {
    return this.#tabs;
  }

  /** Sends the next numbered message, when the chat is the agent's. */
  async answer(talker: Talker, desk = this.#anyTab()): Promise<void> {
    const conversation = await this.#open(desk, talker);
    if (conversation === null) return;
    const text = talker.nextAnswer();
    try {
      await send(conversation.composer, text);
    } catch (error) {
      // A hold was over while the agent wrote: the chat is somebody else's now, and whether the Enter came before is open.
      if (await conversation.composer.isVisible()) throw error;
      return;
    }
    talker.typed.push(text);
    await expect(conversation.message(text).first(), `"${text}" stands there at once`).toBeVisible();
  }

  async transfer(talker: Talker): Promise<void> {
    const desk = this.#anyTab();
    const conversation = await this.#open(desk, talker);
    // The agent's own: the visitor waits there, and the agent can take them again.
    const department = desk.department(this.#dice.pick(['Shipping', 'Sales']));
    if (conversation !== null) await department.click({ timeout: GLANCE }).catch(() => undefined);
  }

  async openTab(): Promise<void> {
    const [first] = this.#tabs;
    if (first === undefined || this.#tabs.length >= 3) return;
    const page = await first.page.context().newPage();
    await page.goto(new URL('/', first.page.url()).href);
    this.#tabs.push(DeskPage.of(page));
  }

  async reload(): Promise<void> {
    await this.#anyTab().page.reload();
  }

  /** `mayUnload`: as by its cross; else as by a crash. There is always another tab, or a new one. */
  async closeTab(mayUnload: boolean, desk = this.#anyTab()): Promise<void> {
    if (this.#tabs.length === 1) await this.openTab();
    this.#tabs.splice(this.#tabs.indexOf(desk), 1);
    const { page } = desk;
    await this.#door.pass(() =>
      Promise.all([
        page.waitForEvent('close', { timeout: PATIENCE }),
        page.close({ runBeforeUnload: mayUnload }),
      ]),
    );
  }

  /** Gone in the moment in which it has sent something. */
  async answerAndCrash(talker: Talker): Promise<void> {
    const desk = this.#anyTab();
    if (this.#tabs.length === 1) await this.openTab();
    await this.answer(talker, desk);
    await this.closeTab(false, desk);
  }

  /** The tab's page stands still, as that of a machine that sleeps. */
  async sleep(): Promise<void> {
    const { page } = this.#anyTab();
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(this.#dice.between(1_000, 4_000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await session.detach();
  }

  /** Presses what a bar offers when nothing goes on by itself, and answers what is asked. */
  async mend(): Promise<void> {
    for (const { page } of this.#tabs) {
      const remedy = page
        .getByRole('region', { name: 'Connection' })
        .getByRole('button', { name: /Take over here|Start a new one|Try again|Load again/u });
      const refusal = page.getByRole('button', { name: 'Cancel', exact: true });
      for (const button of [remedy, refusal]) {
        if (await button.first().isVisible()) await press(button.first());
      }
    }
  }

  /** Which of the messages that the visitor has not got the page keeps to itself, also after `patience` ms. */
  async unsaid(talker: Talker, patience: number): Promise<Account> {
    const [desk] = this.#tabs;
    if (desk === undefined) return [];
    await lookAt(desk);
    const row = desk.chatIn(desk.chats, talker.name).first();
    // A tab that is new reads the chats as soon as it is let in again.
    await row.waitFor({ timeout: PATIENCE });
    const end = Date.now() + patience;
    for (;;) {
      const { log } = desk.conversation(talker.name);
      if (!(await log.isVisible())) await press(row);
      const shown = await log.innerText({ timeout: GLANCE }).catch(() => '');
      const unsaid = (await talker.unheard()).filter(text => !shown.includes(text));
      if (unsaid.length === 0 || Date.now() > end) return unsaid;
    }
  }

  /** Does what the page asks for, until everything that was sent is with the visitor, or nothing moves for `patience` ms. */
  async settle(talkers: readonly Talker[], patience: number): Promise<void> {
    let least = Number.POSITIVE_INFINITY;
    let end = Date.now() + patience;
    while (least > 0 && Date.now() < end) {
      await this.mend();
      let count = 0;
      for (const talker of talkers) {
        const { length } = await talker.unheard();
        if (length > 0) await this.#retry(talker);
        count += length;
      }
      if (count < least) end = Date.now() + patience;
      least = Math.min(least, count);
    }
  }

  /** What the tab's transcript shows, once nothing that the visitor sees is missing in it, or after `patience` ms. */
  async read(desk: DeskPage, talker: Talker, patience: number): Promise<Account> {
    await lookAt(desk);
    await desk.chatIn(desk.chats, talker.name).first().click({ timeout: PATIENCE });
    const { log } = desk.conversation(talker.name);
    const bubbles = log.locator('[data-entry] p[dir=auto]');
    const end = Date.now() + patience;
    for (;;) {
      const shown = new Set(await bubbles.allInnerTexts());
      const missing = (await talker.sees()).filter(text => !shown.has(text));
      if (missing.length === 0 || Date.now() > end) return bubbles.allInnerTexts();
      const retry = log.getByRole('button', { name: 'Retry' }).first();
      if (await retry.isVisible()) await press(retry);
      await pause(250);
    }
  }

  #anyTab(): DeskPage {
    return this.#dice.pick(this.#tabs);
  }

  /** The chat on the screen, with its composer; served first when it waits for anybody. Null when it can't be. */
  async #open(desk: DeskPage, { name }: Talker): Promise<ConversationPage | null> {
    const conversation = desk.conversation(name);
    const serve = desk.serveButton(name);
    await desk.page.bringToFront();
    if (await serve.isVisible()) await press(serve);
    else if (!(await conversation.composer.isVisible())) await press(desk.chatIn(desk.chats, name).first());
    const isThere = await conversation.composer.waitFor({ timeout: GLANCE }).then(
      () => true,
      () => false,
    );
    return isThere ? conversation : null;
  }

  async #retry(talker: Talker): Promise<void> {
    const [desk] = this.#tabs;
    if (desk === undefined) return;
    await this.#open(desk, talker);
    // What waits there may be the greeting, without which there is no composer yet.
    const retry = desk.conversation(talker.name).log.getByRole('button', { name: 'Retry' }).first();
    if (await retry.isVisible()) await press(retry);
    else await pause(250);
  }
}

/** A tab behind another draws nothing for as long as the browser likes. */
async function lookAt({ page }: DeskPage): Promise<void> {
  await page.bringToFront();
  await page.setViewportSize(TALL);
}

/** Once the composer is empty the page has taken the text. */
async function send(composer: Locator, text: string): Promise<void> {
  await composer.fill(text, { timeout: PATIENCE });
  await composer.press('Enter', { timeout: PATIENCE });
  await expect(composer, `Enter sends "${text}"`).toHaveValue('', { timeout: PATIENCE });
}

/** What vanishes before it can be pressed needs no pressing. */
async function press(button: Locator): Promise<void> {
  await button.click({ timeout: GLANCE }).catch(() => undefined);
}
