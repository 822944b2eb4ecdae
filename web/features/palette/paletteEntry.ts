import Fuse from 'fuse.js';

export const paletteSections = ['recent', 'chats', 'departments', 'answers', 'actions', 'settings'] as const;
export type PaletteSection = (typeof paletteSections)[number];

/** One line of the palette. */
export type PaletteEntry = {
  /** Stable, such as `chat:1.abc` or `command:view.help`: what was used lately is kept under it. */
  readonly id: string;
  readonly section: Exclude<PaletteSection, 'recent'>;
  readonly title: string;
  /** What tells it from others of the same title: a department's status, a chat's last words. */
  readonly detail: string;
  /** What it is found by, too, and is not shown. */
  readonly keywords: string;
  /** The keys that do the same, as they stand on the keyboard. */
  readonly caps: readonly string[];
  readonly run: () => void;
};

export type PaletteGroup = { readonly section: PaletteSection; readonly entries: readonly PaletteEntry[] };

/** As many lines as anybody reads. */
const MOST = 40;
const MOST_RECENT = 5;
/** How many chats stand there before anything is asked for. */
const MOST_CHATS = 8;

export type PaletteSearch = (query: string) => readonly PaletteGroup[];

/**
 * A search over entries: every word must be found, in any order, with small slips forgiven. The section with the best
 * line comes first. Without a query: what was used lately (ids, latest first), then the sections in their order.
 */
export function paletteSearch(entries: readonly PaletteEntry[], recent: readonly string[]): PaletteSearch {
  const index = () =>
    new Fuse(entries, {
      keys: [
        { name: 'title', weight: 3 },
        { name: 'keywords', weight: 1 },
        { name: 'detail', weight: 1 },
      ],
      threshold: 0.3,
      ignoreLocation: true,
      ignoreDiacritics: true,
      useTokenSearch: true,
      tokenMatch: 'all',
    });
  let fuse: Fuse<PaletteEntry> | null = null;
  return query => {
    const asked = query.trim();
    if (asked === '') return unasked(entries, recent);
    fuse ??= index();
    return grouped(fuse.search(asked, { limit: MOST }).map(({ item }) => item));
  };
}

function unasked(entries: readonly PaletteEntry[], recent: readonly string[]): readonly PaletteGroup[] {
  const latest = recent.flatMap(id => entries.find(entry => entry.id === id) ?? []).slice(0, MOST_RECENT);
  const rest = paletteSections.map(section => {
    const all = entries.filter(entry => entry.section === section && !latest.includes(entry));
    return { section, entries: section === 'chats' ? all.slice(0, MOST_CHATS) : all };
  });
  return [{ section: 'recent' as const, entries: latest }, ...rest].filter(group => group.entries.length > 0);
}

function grouped(found: readonly PaletteEntry[]): readonly PaletteGroup[] {
  const groups = new Map<PaletteSection, PaletteEntry[]>();
  for (const entry of found) {
    const group = groups.get(entry.section);
    if (group === undefined) groups.set(entry.section, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([section, entries]) => ({ section, entries }));
}
