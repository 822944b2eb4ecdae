import { isRecord, readNumber, readString } from '../lib/decode.ts';
import { type Answer, type AnswerBody, type MacroStep, toName } from './answer.ts';

/**
 * Reads an answer of any origin: the database, another tab, a file. Null when it can't be one. A name is made a
 * shortcut, and unknown properties are left out; the message of a structured answer stays as it is.
 */
export function decodeAnswer(value: unknown): Answer | null {
  if (!isRecord(value)) return null;
  const id = readString(value, 'id');
  const name = toName(readString(value, 'name') ?? '');
  const body = decodeBody(value['body']);
  if (id === null || id === '' || name === '' || body === null) return null;
  return {
    id,
    name,
    title: readString(value, 'title') ?? '',
    tags: readStrings(value['tags']),
    body,
    updatedAt: readNumber(value, 'updatedAt') ?? 0,
  };
}

/** Reads the body of an answer; null when it is none. */
export function decodeBody(value: unknown): AnswerBody | null {
  if (!isRecord(value)) return null;
  switch (value['kind']) {
    case 'text': {
      const text = readString(value, 'text');
      return text === null ? null : { kind: 'text', text };
    }
    case 'structured':
      return isRecord(value['message']) ? { kind: 'structured', message: value['message'] } : null;
    case 'macro':
      return decodeMacro(value['steps']);
    default:
      return null;
  }
}

/** A macro that lacks a step would do something else: one bad step makes it none. */
function decodeMacro(value: unknown): AnswerBody | null {
  if (!Array.isArray(value)) return null;
  const steps = value.flatMap((step: unknown) => decodeStep(step) ?? []);
  return steps.length === value.length && steps.length > 0 ? { kind: 'macro', steps } : null;
}

function decodeStep(value: unknown): MacroStep | null {
  if (!isRecord(value)) return null;
  switch (value['kind']) {
    case 'say': {
      const text = readString(value, 'text');
      return text === null ? null : { kind: 'say', text };
    }
    case 'tags':
      return Array.isArray(value['tags']) ? { kind: 'tags', tags: readStrings(value['tags']) } : null;
    case 'transfer': {
      const departmentName = readString(value, 'departmentName');
      const departmentId = readString(value, 'departmentId');
      return departmentName === null ? null : { kind: 'transfer', departmentId, departmentName };
    }
    case 'leave':
      return { kind: 'leave' };
    default:
      return null;
  }
}

function readStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : [];
}
