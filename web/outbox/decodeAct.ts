import { isRecord, readRecord, readString } from '../lib/decode.ts';
import { type Act, messageAct } from './act.ts';
import type {
  MessageButton,
  MessageFallback,
  MessagePanel,
  QuickReply,
  StructuredMessage,
} from './structuredMessage.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Checks an act that was stored, perhaps by another version of the page; null when it can't be read. */
export function decodeAct(value: unknown): Act | null {
  if (!isRecord(value)) return null;
  switch (value['kind']) {
    case 'message':
      return decodeMessage(value);
    case 'structured': {
      const message = decodeStructured(value['message']);
      return message && { kind: 'structured', message };
    }
    case 'transfer': {
      const departmentId = readString(value, 'departmentId');
      const departmentName = readString(value, 'departmentName') ?? '';
      return departmentId === null ? null : { kind: 'transfer', departmentId, departmentName };
    }
    case 'leave':
      return { kind: 'leave' };
    case 'invite': {
      const agentId = readString(value, 'agentId');
      const agentName = readString(value, 'agentName') ?? '';
      return agentId === null ? null : { kind: 'invite', agentId, agentName, leave: value['leave'] === true };
    }
    case 'tags':
      return { kind: 'tags', tags: readStrings(value['tags']) };
    case 'visitorEdit': {
      const rawId = readString(value, 'rawId');
      const displayName = readString(value, 'displayName');
      return rawId === null || displayName === null ? null : { kind: 'visitorEdit', rawId, displayName };
    }
    default:
      return null;
  }
}

function decodeMessage(value: Fields): Act | null {
  const text = readString(value, 'text');
  return text === null ? null : messageAct(text, readStrings(value['options']), value['backoff'] === true);
}

function decodeStructured(value: unknown): StructuredMessage | null {
  if (!isRecord(value)) return null;
  const fallback = decodeFallback(readRecord(value, 'fallback'));
  const buttons = readList(value['buttons'], decodeButton);
  const text = readString(value, 'text');
  const panel = decodePanel(value['panel']);
  switch (value['kind']) {
    case 'quickReplies':
      return text === null
        ? null
        : { kind: 'quickReplies', text, replies: readList(value['replies'], decodeReply), fallback };
    case 'buttons':
      return text === null ? null : { kind: 'buttons', text, buttons, fallback };
    case 'panel':
      return panel && { kind: 'panel', panel, buttons, fallback };
    case 'carousel':
      return { kind: 'carousel', panels: readList(value['panels'], decodeTile), fallback };
    case 'list':
      return { kind: 'list', items: readList(value['items'], decodePanel), buttons, fallback };
    default:
      return null;
  }
}

function decodeFallback(value: Fields | null): MessageFallback | null {
  const text = value === null ? null : readString(value, 'text');
  return value === null || text === null ? null : { text, options: readStrings(value['options']) };
}

function decodeReply(value: unknown): QuickReply | null {
  if (!isRecord(value)) return null;
  const text = readString(value, 'text');
  const said = readString(value, 'value');
  return text === null || said === null ? null : { text, value: said };
}

function decodeButton(value: unknown): MessageButton | null {
  const reply = decodeReply(value);
  return reply && { ...reply, opens: isRecord(value) && value['opens'] === 'link' ? 'link' : 'reply' };
}

function decodePanel(value: unknown): MessagePanel | null {
  if (!isRecord(value)) return null;
  const heading = readString(value, 'heading');
  if (heading === null) return null;
  const paragraph = readString(value, 'paragraph');
  return { heading, paragraph, imageUrl: readString(value, 'imageUrl'), link: readString(value, 'link') };
}

function decodeTile(value: unknown) {
  if (!isRecord(value)) return null;
  const panel = decodePanel(value['panel']);
  return panel && { panel, buttons: readList(value['buttons'], decodeButton) };
}

function readList<T>(value: unknown, decode: (item: unknown) => T | null): readonly T[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => decode(item) ?? []) : [];
}

function readStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : [];
}
