import type { GraphQLSchema } from 'graphql';
import type { SandboxApp } from '../app.ts';
import type { Control } from '../control.ts';
import { ERROR_FORMS } from '../faults.ts';
import type { FrameTap } from '../frameTap.ts';
import type { PageLine, PageSockets } from '../pages/pageSockets.ts';
import { servePage } from '../pages/servePage.ts';
import { ERROR_NAMES } from '../refusal.ts';
import { pageState, shownFrame } from './pageState.ts';

/** How often the page hears of what has changed. In real time, whatever the sandbox's own clock shows. */
const EVERY_MS = 200;

interface SandboxPageServices {
  readonly control: Control;
  readonly tap: FrameTap;
  readonly sockets: PageSockets;
  readonly schema: GraphQLSchema;
}

/**
 * `GET /__sandbox`, where a person watches and pulls the levers, and the socket that it lives on,
 * `/__sandbox/news?after=…`: `levers` (what can be chosen), then `state` (PageState) and `frames`
 * (those after the number given) as they change. The levers themselves are control calls.
 */
export function addSandboxPage(app: SandboxApp, services: SandboxPageServices): void {
  const { sockets, schema } = services;
  servePage(app, '/__sandbox', new URL('./', import.meta.url));
  sockets.add('/__sandbox/news', (line, query) => {
    line.tell('levers', {
      errorNames: ERROR_NAMES,
      errorForms: ERROR_FORMS,
      rootFields: rootFieldsOf(schema),
    });
    const tellNews = newsTeller(line, services, Number(query.get('after') ?? 0) || 0);
    const timer = setInterval(tellNews, EVERY_MS);
    line.onEnd(() => clearInterval(timer));
    tellNews();
  });
}

/** Tells what has changed since it was called last. */
function newsTeller(line: PageLine, { control, tap }: SandboxPageServices, after: number): () => void {
  let lastNumber = tap.lastNumber < after ? 0 : after;
  let stateTold = '';
  return () => {
    const state = pageState(control);
    const text = JSON.stringify({ event: 'state', data: state });
    if (text !== stateTold) line.tellText(text);
    stateTold = text;
    const frames = tap.after(lastNumber).map(note => shownFrame(note, state.agents));
    if (frames.length > 0) line.tell('frames', frames);
    lastNumber = tap.lastNumber;
  };
}

function rootFieldsOf(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap(type => Object.keys(type?.getFields() ?? {})).sort();
}
