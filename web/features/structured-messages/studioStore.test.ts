import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Database } from '../../lib/database.ts';
import { DraftStore } from '../../outbox/draftStore.ts';
import { structuredMessage } from '../../testing/structuredMessages.ts';
import { emptyDraft, fromMessage, isEmptyDraft, toMessage } from './studioDraft.ts';
import { forgetStudioDraft, keepStudioDraft, readStudioDraft } from './studioStore.ts';

let last = 0;
const createId = () => {
  last += 1;
  return `id-${last}`;
};

function createDrafts(): DraftStore {
  return new DraftStore({ database: new Database(crypto.randomUUID()), mirror: null, channel: null });
}

it('keeps an unfinished message for its visitor alone, beside the draft of a reply', () => {
  fc.assert(
    fc.property(structuredMessage, message => {
      const draft = fromMessage(message, createId);
      if (isEmptyDraft(draft)) return;
      const drafts = createDrafts();
      drafts.set('v1', 'A reply');
      keepStudioDraft(drafts, 'v1', fromMessage(message, createId));
      expect(toMessage(readStudioDraft(drafts, 'v1', createId))).toEqual(
        toMessage(fromMessage(message, createId)),
      );
      expect(toMessage(readStudioDraft(drafts, 'v2', createId))).toEqual(
        toMessage(emptyDraft('quickReplies', createId)),
      );
      expect(drafts.get('v1')).toBe('A reply');
    }),
    { numRuns: 50 },
  );
});

it('forgets what is empty, and what was sent', () => {
  const drafts = createDrafts();
  const draft = { ...emptyDraft('panel', createId), text: 'Hello' };
  keepStudioDraft(drafts, 'v1', draft);
  keepStudioDraft(drafts, 'v1', emptyDraft('panel', createId));
  expect(drafts.has('structured/v1')).toBe(false);
  keepStudioDraft(drafts, 'v1', draft);
  forgetStudioDraft(drafts, 'v1');
  expect(drafts.has('structured/v1')).toBe(false);
});

it.each(['', 'no JSON', '[]', '{"kind":"poll"}', '{"kind":"list","panels":[7],"choices":"x"}'])(
  'begins anew, or with what can be read, where %j was kept',
  kept => {
    const drafts = createDrafts();
    drafts.set('structured/v1', kept);
    expect(toMessage(readStudioDraft(drafts, 'v1', createId)).kind).toMatch(/quickReplies|list/);
  },
);
