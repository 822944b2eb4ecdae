import { isRecord, readString } from '../lib/decode.ts';
import type { AnswerBody } from './answer.ts';

/** What an answer says, in one text: to search in, and to show in a list. */
export function answerText(body: AnswerBody): string {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'structured':
      return isRecord(body.message) ? (readString(body.message, 'msg') ?? '') : '';
    case 'macro':
      return body.steps.flatMap(step => (step.kind === 'say' ? step.text : [])).join('\n');
  }
}
