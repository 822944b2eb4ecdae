import { Trans, useLingui } from '@lingui/react/macro';
import { type AnswerDraft, emptyDraft } from '../../answers/answerDraft.ts';
import { Button } from '../../ui/Button.tsx';

export type NoAnswersProps = {
  readonly hasAny: boolean;
  readonly onExample: (draft: AnswerDraft) => void;
};

/** What stands where an answer will be edited: how they work, and one to begin with. */
export function NoAnswers({ hasAny, onExample }: NoAnswersProps) {
  const { t } = useLingui();
  const example = (): AnswerDraft => {
    const visitor = `{{visitor.firstName|${t({ message: 'there', comment: 'As in: Hello there' })}}}`;
    const order = `{{?${t`order number`}}}`;
    return {
      ...emptyDraft('text', t({ message: 'order', comment: 'The shortcut of a canned answer' })),
      title: t`Where is my order?`,
      body: { kind: 'text', text: t`Hello ${visitor}, I am looking for your order ${order}.` },
    };
  };
  return (
    <div className="mx-auto flex h-full max-w-md flex-col items-start justify-center gap-3 p-6 text-soft">
      <h3 className="text-title font-semibold text-ink">
        {hasAny ? <Trans>Choose an answer to change it</Trans> : <Trans>Say it once, send it often</Trans>}
      </h3>
      <p>
        <Trans>In a chat, type / and some letters of an answer’s shortcut, then Enter.</Trans>
      </p>
      <p>
        <Trans>
          An answer can hold variables, which are filled in, and holes, which Tab leads through. A macro
          answers, tags and transfers in one.
        </Trans>
      </p>
      {!hasAny && (
        <Button look="solid" onPress={() => onExample(example())}>
          <Trans>Begin with an example</Trans>
        </Button>
      )}
    </div>
  );
}
