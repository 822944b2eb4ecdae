import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { assertNever } from '../../lib/assertNever.ts';
import type { DecodeError } from '../../structured/decodeStructured.ts';

/** As many as are worth reading: the first ones often explain the others. */
const MOST_SHOWN = 5;

/** Why a file, or a kept message, can't be read: every place with what was expected and what came. */
export function DecodeErrors({ errors }: { readonly errors: readonly DecodeError[] }) {
  const rest = errors.length - MOST_SHOWN;
  return (
    <ul className="list-disc ps-4">
      {errors.slice(0, MOST_SHOWN).map((error, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the errors of one reading keep their order
        <li key={index}>
          <ErrorLine error={error} />
        </li>
      ))}
      {rest > 0 && (
        <li>
          <Plural value={rest} one="and # more" other="and # more" />
        </li>
      )}
    </ul>
  );
}

function ErrorLine({ error }: { readonly error: DecodeError }) {
  const { t } = useLingui();
  const expected = useExpected(error.expected);
  if (error.expected === 'json') return <Trans>The file is no JSON.</Trans>;
  const where = error.path === '' ? t`the whole` : error.path;
  const { came } = error;
  return (
    <Trans>
      <code dir="ltr">{where}</code>: expected {expected}, came {came}.
    </Trans>
  );
}

function useExpected(expected: DecodeError['expected']): string {
  const { t } = useLingui();
  switch (expected) {
    case 'text':
      return t`a text`;
    case 'list':
      return t`a list`;
    case 'object':
      return t`an object`;
    case 'kind':
      return 'quickReplies, buttons, panel, carousel, list';
    case 'opens':
      return 'reply, link';
    case 'messages':
      return t`structured messages`;
    case 'json':
      return 'JSON';
    default:
      return assertNever(expected);
  }
}
