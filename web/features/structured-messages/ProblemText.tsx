import { Plural, Trans } from '@lingui/react/macro';
import { assertNever } from '../../lib/assertNever.ts';
import type { Counted, Problem } from './draftProblems.ts';

/** What is wrong, with the reason, and what was expected. */
export function ProblemText({ problem }: { readonly problem: Problem }) {
  switch (problem.code) {
    case 'missing':
      return <Trans>Zendesk takes no message without this.</Trans>;
    case 'tooLong': {
      const { most } = problem;
      return <Trans>Zendesk takes at most {most} characters here.</Trans>;
    }
    case 'tooFew':
      return <TooFew what={problem.what} limit={problem.limit} />;
    case 'tooMany':
      return <TooMany what={problem.what} limit={problem.limit} />;
    case 'noAddress':
      return <Trans>Expected an address that begins with https:// or http://.</Trans>;
    case 'pictureNotHttps':
      return (
        <Trans>Expected an address that begins with https://. No other picture is shown on a website.</Trans>
      );
    case 'pictureKind': {
      const { kind } = problem;
      return <Trans>The address ends with .{kind}. Zendesk shows PNG, JPEG and GIF alone.</Trans>;
    }
    case 'twice':
      return <Trans>Another one says the same: you would not know which was chosen.</Trans>;
    case 'slash':
      return <Trans>Where only text is shown, the / makes two answers of it.</Trans>;
    case 'longReply':
      return <Trans>Long: on a phone it fills the line alone.</Trans>;
    default:
      return assertNever(problem);
  }
}

type CountProps = { readonly what: Counted; readonly limit: number };

function TooFew({ what, limit }: CountProps) {
  switch (what) {
    case 'replies':
      return (
        <Plural
          value={limit}
          one="Zendesk takes no fewer than # reply."
          other="Zendesk takes no fewer than # replies."
        />
      );
    case 'buttons':
      return (
        <Plural
          value={limit}
          one="Zendesk takes no fewer than # button."
          other="Zendesk takes no fewer than # buttons."
        />
      );
    case 'panels':
      return (
        <Plural
          value={limit}
          one="A carousel needs at least # panel."
          other="A carousel needs at least # panels."
        />
      );
    case 'items':
      return (
        <Plural value={limit} one="A list needs at least # item." other="A list needs at least # items." />
      );
    default:
      return assertNever(what);
  }
}

/** Said when there are too many, and beside the button that adds one when there may be no more. */
export function TooMany({ what, limit }: CountProps) {
  switch (what) {
    case 'replies':
      return (
        <Plural value={limit} one="Zendesk takes at most # reply." other="Zendesk takes at most # replies." />
      );
    case 'buttons':
      return (
        <Plural
          value={limit}
          one="Zendesk takes at most # button here."
          other="Zendesk takes at most # buttons here."
        />
      );
    case 'panels':
      return (
        <Plural
          value={limit}
          one="A carousel has at most # panel."
          other="A carousel has at most # panels."
        />
      );
    case 'items':
      return <Plural value={limit} one="A list has at most # item." other="A list has at most # items." />;
    default:
      return assertNever(what);
  }
}
