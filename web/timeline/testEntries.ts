import type { MemberEntry, MessageEntry, Speaker, TimelineEntry } from './entries.ts';

export const visitor: Speaker = { kind: 'visitor', id: 'v1', name: 'Visitor 1' };
export const agent: Speaker = { kind: 'agent', id: 'a1', name: 'Ana' };

export function message(id: string, at: number, from: Speaker = visitor): MessageEntry {
  return {
    kind: 'message',
    id,
    msgId: from.kind === 'agent' ? `own-${id}` : null,
    from,
    text: id,
    options: [],
    at,
  };
}

export function joined(id: string, at: number): MemberEntry {
  return { kind: 'joined', id, who: agent, at };
}

export function idsOf(entries: {
  readonly length: number;
  at(index: number): TimelineEntry | undefined;
}): string[] {
  return Array.from({ length: entries.length }, (_, i) => entries.at(i)?.id ?? '');
}
