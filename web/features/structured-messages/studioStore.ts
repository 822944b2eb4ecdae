import { isRecord, readString } from '../../lib/decode.ts';
import type { DraftStore } from '../../outbox/draftStore.ts';
import {
  type CreateId,
  type DraftChoice,
  type DraftPanel,
  emptyDraft,
  isEmptyDraft,
  type StudioDraft,
  studioKinds,
} from './studioDraft.ts';

/** Where a visitor's unfinished structured message is kept among the drafts. */
function keyOf(visitorId: string): string {
  return `structured/${visitorId}`;
}

/** The visitor's unfinished message, or an empty one of the first kind. */
export function readStudioDraft(drafts: DraftStore, visitorId: string, createId: CreateId): StudioDraft {
  return decodeStudioDraft(drafts.get(keyOf(visitorId)), createId) ?? emptyDraft('quickReplies', createId);
}

/** Keeps it as the visitor's draft; an empty one is forgotten. */
export function keepStudioDraft(drafts: DraftStore, visitorId: string, draft: StudioDraft): void {
  drafts.set(keyOf(visitorId), isEmptyDraft(draft) ? '' : JSON.stringify(draft));
}

export function forgetStudioDraft(drafts: DraftStore, visitorId: string): void {
  drafts.clear(keyOf(visitorId));
}

/** Reads a kept draft of any version of the page; null when it is none. Its ids are made anew. */
function decodeStudioDraft(text: string, createId: CreateId): StudioDraft | null {
  const value = parse(text);
  if (!isRecord(value)) return null;
  const kind = studioKinds.find(each => each === value['kind']);
  if (kind === undefined) return null;
  const fallback = value['fallback'];
  const fallbackText = isRecord(fallback) ? readString(fallback, 'text') : null;
  return {
    kind,
    text: readString(value, 'text') ?? '',
    choices: readChoices(value['choices'], createId),
    panels: readRecords(value['panels']).map(panel => readPanel(panel, createId)),
    fallback:
      !isRecord(fallback) || fallbackText === null
        ? null
        : { text: fallbackText, options: readStrings(fallback['options']) },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function readPanel(panel: Fields, createId: CreateId): DraftPanel {
  return {
    id: createId(),
    heading: readString(panel, 'heading') ?? '',
    paragraph: readString(panel, 'paragraph') ?? '',
    imageUrl: readString(panel, 'imageUrl') ?? '',
    link: readString(panel, 'link') ?? '',
    choices: readChoices(panel['choices'], createId),
  };
}

function readChoices(value: unknown, createId: CreateId): readonly DraftChoice[] {
  return readRecords(value).map(choice => ({
    id: createId(),
    text: readString(choice, 'text') ?? '',
    opens: choice['opens'] === 'link' ? 'link' : 'reply',
    value: readString(choice, 'value') ?? '',
  }));
}

function readRecords(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function readStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
