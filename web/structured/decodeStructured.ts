import { isRecord } from '../lib/decode.ts';
import type {
  MessageButton,
  MessageFallback,
  MessagePanel,
  QuickReply,
  StructuredMessage,
} from '../outbox/structuredMessage.ts';

/** What stands in the way, and where: `panels[2].panel.heading`. */
export type DecodeError = {
  readonly path: string;
  readonly expected: 'text' | 'list' | 'object' | 'kind' | 'opens' | 'messages' | 'json';
  /** What came in its place, such as `number`; `nothing` when it is missing. */
  readonly came: string;
};

export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly DecodeError[] };

/** A message with the name under which it was kept; null when it had none. */
export type NamedMessage = { readonly name: string | null; readonly message: StructuredMessage };

const FORMAT = 'switchboard/structured-messages';

/**
 * Reads a structured message of any origin. Checks its shape and tells everything that is wrong with it; whether it
 * keeps to Zendesk's limits is another question. Unknown properties are left out.
 */
export function decodeStructured(value: unknown): Decoded<StructuredMessage> {
  return decodeWith(reader => reader.message(value, ''));
}

/**
 * Reads a file of structured messages: what `encodeFile` writes, a list of messages, or one alone. Reads all of it or
 * nothing; the errors name every place that is wrong.
 */
export function decodeFile(text: string): Decoded<readonly NamedMessage[]> {
  const content = parse(text);
  if (content === undefined) return { ok: false, errors: [{ path: '', expected: 'json', came: 'text' }] };
  return decodeWith(reader => reader.file(content));
}

/** The text of a file that holds these messages. */
export function encodeFile(messages: readonly NamedMessage[]): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, messages }, null, 2)}\n`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeWith<T>(read: (reader: Reader) => T | null): Decoded<T> {
  const reader = new Reader();
  const value = read(reader);
  return value === null || reader.errors.length > 0
    ? { ok: false, errors: reader.errors }
    : { ok: true, value };
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads on behind an error, so that all of them are told at once. */
class Reader {
  readonly errors: DecodeError[] = [];

  file(content: unknown): readonly NamedMessage[] | null {
    if (Array.isArray(content)) return this.#list(content, '', (item, path) => this.#named(item, path));
    if (isRecord(content) && 'messages' in content) {
      return this.#list(content['messages'], 'messages', (item, path) => this.#named(item, path));
    }
    if (!isRecord(content)) return this.#wrong('', 'messages', content);
    return [this.#named(content, '')].flatMap(named => named ?? []);
  }

  message(value: unknown, path: string): StructuredMessage | null {
    if (!isRecord(value)) return this.#wrong(path, 'object', value);
    const fallback = this.#fallback(value['fallback'], at(path, 'fallback'));
    const buttons = () => this.#buttons(value, path);
    const text = () => this.#text(value, 'text', path);
    switch (value['kind']) {
      case 'quickReplies': {
        const replies = this.#list(value['replies'], at(path, 'replies'), (item, where) =>
          this.#reply(item, where),
        );
        return { kind: 'quickReplies', text: text(), replies, fallback };
      }
      case 'buttons':
        return { kind: 'buttons', text: text(), buttons: buttons(), fallback };
      case 'panel': {
        const panel = this.#panel(value['panel'], at(path, 'panel'));
        return panel && { kind: 'panel', panel, buttons: buttons(), fallback };
      }
      case 'carousel': {
        const panels = this.#list(value['panels'], at(path, 'panels'), (item, where) =>
          this.#tile(item, where),
        );
        return { kind: 'carousel', panels, fallback };
      }
      case 'list': {
        const items = this.#list(value['items'], at(path, 'items'), (item, where) =>
          this.#panel(item, where),
        );
        return { kind: 'list', items, buttons: buttons(), fallback };
      }
      default:
        return this.#wrong(at(path, 'kind'), 'kind', value['kind']);
    }
  }

  #named(value: unknown, path: string): NamedMessage | null {
    if (!isRecord(value) || 'kind' in value) {
      const message = this.message(value, path);
      return message && { name: null, message };
    }
    const name = this.#textOrNull(value, 'name', path);
    const message = this.message(value['message'], at(path, 'message'));
    return message && { name, message };
  }

  #fallback(value: unknown, path: string): MessageFallback | null {
    if (isMissing(value)) return null;
    if (!isRecord(value)) return this.#wrong(path, 'object', value);
    const options = isMissing(value['options']) ? [] : value['options'];
    return {
      text: this.#text(value, 'text', path),
      options: this.#list(options, at(path, 'options'), (item, where) => this.#string(item, where)),
    };
  }

  #reply(value: unknown, path: string): QuickReply | null {
    if (!isRecord(value)) return this.#wrong(path, 'object', value);
    return { text: this.#text(value, 'text', path), value: this.#text(value, 'value', path) };
  }

  #buttons(value: Fields, path: string): readonly MessageButton[] {
    const list = isMissing(value['buttons']) ? [] : value['buttons'];
    return this.#list(list, at(path, 'buttons'), (item, where) => {
      const reply = this.#reply(item, where);
      const opens = isRecord(item) ? item['opens'] : undefined;
      if (opens !== 'link' && opens !== 'reply') return this.#wrong(at(where, 'opens'), 'opens', opens);
      return reply && { ...reply, opens };
    });
  }

  #tile(value: unknown, path: string) {
    if (!isRecord(value)) return this.#wrong(path, 'object', value);
    const panel = this.#panel(value['panel'], at(path, 'panel'));
    return panel && { panel, buttons: this.#buttons(value, path) };
  }

  #panel(value: unknown, path: string): MessagePanel | null {
    if (!isRecord(value)) return this.#wrong(path, 'object', value);
    return {
      heading: this.#text(value, 'heading', path),
      paragraph: this.#textOrNull(value, 'paragraph', path),
      imageUrl: this.#textOrNull(value, 'imageUrl', path),
      link: this.#textOrNull(value, 'link', path),
    };
  }

  #list<T>(value: unknown, path: string, read: (item: unknown, path: string) => T | null): readonly T[] {
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown, index) => read(item, `${path}[${index}]`) ?? []);
    }
    this.#wrong(path, 'list', value);
    return [];
  }

  #text(fields: Fields, key: string, path: string): string {
    return this.#string(fields[key], at(path, key)) ?? '';
  }

  #textOrNull(fields: Fields, key: string, path: string): string | null {
    return isMissing(fields[key]) ? null : this.#string(fields[key], at(path, key));
  }

  #string(value: unknown, path: string): string | null {
    return typeof value === 'string' ? value : this.#wrong(path, 'text', value);
  }

  #wrong(path: string, expected: DecodeError['expected'], value: unknown): null {
    this.errors.push({ path, expected, came: nameOf(value) });
    return null;
  }
}

function at(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function nameOf(value: unknown): string {
  if (isMissing(value)) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return `“${value.slice(0, 40)}”`;
  return typeof value;
}
