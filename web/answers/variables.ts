import type { Chat, Member } from '../apollo/chat.ts';
import { dateFormat } from '../lib/dateFormats.ts';

/** What the variables of an answer are filled in from. */
export type AnswerContext = {
  readonly chat: Pick<Chat, 'name' | 'email' | 'phone' | 'place' | 'department'>;
  readonly me: Member | null;
  /** ms since the epoch. */
  readonly now: number;
};

/** The variables that there are, in the order in which they are offered. */
export const variableNames = [
  'visitor.name',
  'visitor.firstName',
  'visitor.email',
  'visitor.phone',
  'visitor.place',
  'department',
  'agent.name',
  'agent.firstName',
  'date',
  'time',
] as const;
export type VariableName = (typeof variableNames)[number];

const shortNames: Readonly<Record<string, VariableName>> = {
  visitor: 'visitor.name',
  agent: 'agent.name',
  'department.name': 'department',
};

/** Which variable is meant, without regard to case; null for none. */
export function variableOf(name: string): VariableName | null {
  const lower = name.toLowerCase();
  return variableNames.find(known => known.toLowerCase() === lower) ?? shortNames[lower] ?? null;
}

/** The value of a variable, or null when it is not known: such as the name of a visitor who gave none. */
export function valueOfVariable(name: string, { chat, me, now }: AnswerContext): string | null {
  switch (variableOf(name)) {
    case 'visitor.name':
      return ownName(chat.name);
    case 'visitor.firstName':
      return firstWord(ownName(chat.name));
    case 'visitor.email':
      return chat.email || null;
    case 'visitor.phone':
      return chat.phone || null;
    case 'visitor.place':
      return chat.place;
    case 'department':
      return chat.department?.name || null;
    case 'agent.name':
      return me?.name || null;
    case 'agent.firstName':
      return firstWord(me?.name || null);
    case 'date':
      return dateFormat('day').format(now);
    case 'time':
      return dateFormat('clock').format(now);
    case null:
      return null;
  }
}

/** Zendesk calls who gives no name `Visitor 12345678`: nobody is greeted so. */
function ownName(name: string): string | null {
  return /^Visitor(?: \d+)?$/u.test(name) ? null : name;
}

function firstWord(name: string | null): string | null {
  return name?.split(/\s/u, 1)[0] ?? null;
}
