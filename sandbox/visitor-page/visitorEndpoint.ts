import { randomUUID } from 'node:crypto';
import type { SandboxApp } from '../app.ts';
import type { Clock } from '../clock.ts';
import { globalId } from '../globalId.ts';
import type { PageLine, PageSockets } from '../pages/pageSockets.ts';
import { servePage } from '../pages/servePage.ts';
import { visitorLeaves } from '../world/visitorTransitions.ts';
import type { WorldStore } from '../worldStore.ts';
import { Presence } from './presence.ts';
import { type NewLines, visitorView } from './visitorView.ts';

interface VisitorServices {
  readonly store: WorldStore;
  readonly clock: Clock;
  readonly sockets: PageSockets;
}

/** What every open page is told with when the world may be another. */
type Look = () => void;

/**
 * `GET /visitor`, the visitor's side as a page, and the socket that it lives on, `/visitor/news?visitor=…`:
 * `world` (its id), `view` (VisitorView), `lines` (NewLines), and `unknown` for a visitor that the sandbox
 * does not know. With `&world=…` visitors of another world are unknown too: after a reset others get their ids.
 * Gives what has to be called when the world begins anew.
 */
export function addVisitorPage(app: SandboxApp, { store, clock, sockets }: VisitorServices): () => void {
  const presence = new Presence(clock, visitorId => {
    if (store.world.visitors.get(visitorId))
      store.apply(world => visitorLeaves(world, visitorId, clock.now()));
  });
  const looks = new Set<Look>();
  let worldId: string = randomUUID();

  // Pictures of panels come from anywhere.
  servePage(app, '/visitor', new URL('./', import.meta.url), {
    sources: () => ({ 'img-src': "'self' https: data:" }),
  });
  sockets.add('/visitor/news', (line, query) => {
    const visitorId = globalId('VISITOR', query.get('visitor') ?? '');
    const bornIn = worldId;
    const isKnown = () => bornIn === worldId && store.world.visitors.get(visitorId) !== undefined;
    if ((query.get('world') ?? worldId) !== worldId || !isKnown()) return turnAway(line);
    line.tell('world', worldId);
    const closePage = presence.open(visitorId);
    const tellNews = newsTeller(line, store, visitorId);
    const look = () => (isKnown() ? tellNews() : turnAway(line));
    const stopListening = store.listen(look);
    looks.add(look);
    line.onEnd(() => {
      stopListening();
      looks.delete(look);
      closePage();
    });
    look();
  });
  return () => {
    worldId = randomUUID();
    presence.forgetAll();
    for (const look of looks) look();
  };
}

function turnAway(line: PageLine): void {
  line.tell('unknown', {});
  line.end();
}

/** Tells what has changed since the last time it was called. */
function newsTeller(line: PageLine, store: WorldStore, visitorId: string): () => void {
  let linesTold: number | null = null;
  let viewTold = '';
  return () => {
    const visitor = store.world.visitors.get(visitorId);
    if (!visitor) return;
    const view = visitorView(store.world, visitor);
    const text = JSON.stringify({ event: 'view', data: view });
    if (text !== viewTold) line.tellText(text);
    viewTold = text;
    const start = linesTold ?? 0;
    const news: NewLines = { start, lines: visitor.transcript.slice(start) };
    if (linesTold === null || news.lines.length > 0) line.tell('lines', news);
    linesTold = start + news.lines.length;
  };
}
