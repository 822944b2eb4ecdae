import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Showing } from './desktopNotices.ts';
import type { NoticeCenter } from './noticeCenter.ts';

export type Trials = {
  readonly unserved: () => void;
  readonly message: () => void;
  readonly desktop: () => void;
  readonly sign: () => void;
  readonly all: () => void;
  /** What came of the last one, and what to do when nothing was heard or seen; empty before the first. */
  readonly outcome: string;
};

/** Lets the agent try each way of being told. */
export function useTrials(center: NoticeCenter): Trials {
  const { t } = useLingui();
  const [outcome, setOutcome] = useState('');
  const heard = (isHeard: boolean) =>
    isHeard
      ? t`The sound was played. Nothing heard? Look at the volume here and of this device.`
      : t`The sound could not be played.`;
  const seen: Record<Showing, string> = {
    shown: t`The desktop notice was handed to the system. Nothing seen? It may be in Do not disturb or Focus.`,
    refused: t`The system refused the desktop notice.`,
    unallowed: t`Desktop notices are not allowed yet.`,
  };
  const sound = async (kind: 'message' | 'unserved') => heard(await center.ring(kind));
  const desktop = async () =>
    seen[await center.showTrial(t`This is how Switchboard tells you`, t`A visitor’s message stands here.`)];
  const sign = () => {
    center.showTrialSign();
    return Promise.resolve(t`For five seconds the title and the icon show one more who waits.`);
  };
  const tell = (...trials: readonly Promise<string>[]) =>
    void Promise.all(trials).then(outcomes => setOutcome(outcomes.join(' ')));
  return {
    unserved: () => tell(sound('unserved')),
    message: () => tell(sound('message')),
    desktop: () => tell(desktop()),
    sign: () => tell(sign()),
    all: () => tell(sound('unserved'), desktop(), sign()),
    outcome,
  };
}
