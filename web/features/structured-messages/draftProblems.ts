import { assertNever } from '../../lib/assertNever.ts';
import { counts, LONG_REPLY, lengthOf, lengths, type Range } from '../../structured/limits.ts';
import { pictureAddress, webAddress } from '../../structured/webAddress.ts';
import {
  type DraftChoice,
  type DraftPanel,
  listButtons,
  panelsOf,
  type StudioDraft,
  toMessage,
} from './studioDraft.ts';

/** Of what there can be too few or too many. */
export type Counted = 'replies' | 'buttons' | 'panels' | 'items';

export type ProblemCause =
  /** Something that the message can't be sent without. */
  | { readonly code: 'missing' }
  | { readonly code: 'tooLong'; readonly most: number }
  | { readonly code: 'tooFew' | 'tooMany'; readonly what: Counted; readonly limit: number }
  /** Not an address of the web. */
  | { readonly code: 'noAddress' }
  | { readonly code: 'pictureNotHttps' }
  /** `kind`: the ending of the address, such as `svg`. */
  | { readonly code: 'pictureKind'; readonly kind: string }
  /** Two answers say the same. */
  | { readonly code: 'twice' }
  /** The fallback makes two answers of one with a `/`. */
  | { readonly code: 'slash' }
  | { readonly code: 'longReply' };

/** What is wrong, and where: `text`, `fallback`, `choices`, `panels`, or `<id of a choice or panel>.<field>`. */
export type Problem = ProblemCause & {
  readonly place: string;
  /** `advice` does not keep it from being sent. */
  readonly weight: 'problem' | 'advice';
};

/** Everything that is wrong with a draft, in the order of the form; nothing: Zendesk takes it. */
export function problemsOf(draft: StudioDraft): readonly Problem[] {
  return [...ownProblems(draft), ...fallbackProblems(draft)];
}

/** Whether it keeps the message from being sent. */
export function isBlocking({ weight }: Problem): boolean {
  return weight === 'problem';
}

function ownProblems(draft: StudioDraft): readonly Problem[] {
  const { kind, choices } = draft;
  switch (kind) {
    case 'quickReplies':
      return [
        ...missing('text', draft.text),
        ...countProblems('choices', 'replies', choices.length, counts.quickReplies),
        ...choices.flatMap(replyProblems),
        ...twice(choices),
      ];
    case 'buttons':
      return [
        ...missing('text', draft.text),
        ...countProblems('choices', 'buttons', choices.length, counts.buttons),
        ...buttonProblems(choices),
      ];
    case 'panel':
      return panelsOf(draft).flatMap(panel => panelProblems(panel, false));
    case 'carousel':
      return [
        ...countProblems('panels', 'panels', draft.panels.length, counts.carousel),
        ...draft.panels.flatMap(panel => panelProblems(panel, false)),
      ];
    case 'list': {
      const buttons = listButtons(draft);
      return [
        ...countProblems('panels', 'items', draft.panels.length, counts.list),
        ...draft.panels.flatMap(item => panelProblems({ ...item, choices: [] }, true)),
        ...countProblems('choices', 'buttons', buttons.length, counts.listButtons),
        ...buttonProblems(buttons),
      ];
    }
    default:
      return assertNever(kind);
  }
}

function replyProblems({ id, text, value }: DraftChoice): readonly Problem[] {
  const isLong = lengthOf(text.trim()) > LONG_REPLY;
  return [
    ...missing(`${id}.text`, text),
    ...(isLong ? [advice(`${id}.text`, { code: 'longReply' })] : []),
    ...(text.includes('/') ? [advice(`${id}.text`, { code: 'slash' })] : []),
    ...tooLong(`${id}.value`, value, lengths.address),
  ];
}

function buttonProblems(choices: readonly DraftChoice[]): readonly Problem[] {
  const each = choices.flatMap(({ id, text, opens, value }) => [
    ...missing(`${id}.text`, text),
    ...tooLong(`${id}.text`, text, lengths.buttonText),
    ...(opens === 'link' ? missing(`${id}.value`, value) : []),
    ...(opens === 'link' ? addressProblems(`${id}.value`, value) : []),
    ...tooLong(`${id}.value`, value, lengths.address),
    ...(opens === 'reply' && text.includes('/') ? [advice(`${id}.text`, { code: 'slash' })] : []),
  ]);
  return [...each, ...twice(choices)];
}

function panelProblems(panel: DraftPanel, needsParagraph: boolean): readonly Problem[] {
  const { id, heading, paragraph, imageUrl, link, choices } = panel;
  return [
    ...missing(`${id}.heading`, heading),
    ...tooLong(`${id}.heading`, heading, lengths.heading),
    ...(needsParagraph ? missing(`${id}.paragraph`, paragraph) : []),
    ...tooLong(`${id}.paragraph`, paragraph, lengths.paragraph),
    ...pictureProblems(`${id}.imageUrl`, imageUrl),
    ...addressProblems(`${id}.link`, link),
    ...tooLong(`${id}.link`, link, lengths.address),
    ...countProblems(`${id}.choices`, 'buttons', choices.length, counts.panelButtons),
    ...buttonProblems(choices),
  ];
}

function pictureProblems(place: string, address: string): readonly Problem[] {
  const written = address.trim();
  if (written === '') return [];
  if (pictureAddress(written) === null) return [problem(place, { code: 'pictureNotHttps' })];
  const kind = /\.([a-z][a-z0-9]{1,4})$/iu.exec(new URL(written).pathname)?.[1]?.toLowerCase();
  return [
    ...tooLong(place, written, lengths.address),
    ...(kind === undefined || !otherPictures.has(kind)
      ? []
      : [problem(place, { code: 'pictureKind', kind })]),
  ];
}

/** Endings of what Zendesk doesn't take: it takes PNG, JPEG and GIF. An address without an ending tells nothing. */
const otherPictures: ReadonlySet<string> = new Set(
  'svg webp avif bmp tif tiff heic ico jxl pdf mp4 mov webm html htm'.split(' '),
);

function addressProblems(place: string, address: string): readonly Problem[] {
  const written = address.trim();
  return written === '' || webAddress(written) !== null ? [] : [problem(place, { code: 'noAddress' })];
}

function twice(choices: readonly DraftChoice[]): readonly Problem[] {
  const said = choices.map(({ text, value }) => (value.trim() || text.trim()).toLocaleLowerCase());
  return choices.flatMap(({ id }, index) => {
    const words = said[index] ?? '';
    return words !== '' && said.indexOf(words) < index ? [advice(`${id}.text`, { code: 'twice' })] : [];
  });
}

function fallbackProblems(draft: StudioDraft): readonly Problem[] {
  return draft.fallback === null ? [] : missing('fallback', toMessage(draft).fallback?.text ?? '');
}

function countProblems(
  place: string,
  what: Counted,
  count: number,
  { least, most }: Range,
): readonly Problem[] {
  if (count < least) return [problem(place, { code: 'tooFew', what, limit: least })];
  return count > most ? [problem(place, { code: 'tooMany', what, limit: most })] : [];
}

function missing(place: string, text: string): readonly Problem[] {
  return text.trim() === '' ? [problem(place, { code: 'missing' })] : [];
}

function tooLong(place: string, text: string, most: number): readonly Problem[] {
  return lengthOf(text.trim()) > most ? [problem(place, { code: 'tooLong', most })] : [];
}

function problem(place: string, cause: ProblemCause): Problem {
  return { ...cause, place, weight: 'problem' };
}

function advice(place: string, cause: ProblemCause): Problem {
  return { ...cause, place, weight: 'advice' };
}
