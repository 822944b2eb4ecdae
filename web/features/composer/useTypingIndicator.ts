import { useEffect, useMemo } from 'react';
import { SetTypingDocument } from '../../apollo/documents.ts';
import { useDesk } from '../../session/DeskContext.ts';

/** How often (ms) the indicator is sent while the agent types on. */
const RENEW_INTERVAL = 4_000;
/** Without a key for this long (ms), the agent is not typing any more. */
const PAUSE = 6_000;

type Typing = {
  /** The agent changed the text. */
  readonly note: (text: string) => void;
  /** The agent is not typing any more. */
  readonly stop: () => void;
};

/** Shows the visitor that the agent is writing. It is a courtesy: when it can't be sent, nobody is told. */
export function useTypingIndicator(channelId: string): Typing {
  const { client } = useDesk();
  const typing = useMemo(() => {
    const send = (isTyping: boolean) => {
      client
        .mutate({
          mutation: SetTypingDocument,
          variables: { channelId, typing: isTyping },
          fetchPolicy: 'no-cache',
        })
        .catch(() => undefined);
    };
    return createTyping(send);
  }, [client, channelId]);
  useEffect(() => typing.stop, [typing]);
  return typing;
}

function createTyping(send: (isTyping: boolean) => void): Typing {
  let lastSent: number | null = null;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(pause);
    if (lastSent === null) return;
    lastSent = null;
    send(false);
  };
  const note = (text: string) => {
    if (text.trim() === '') return stop();
    clearTimeout(pause);
    pause = setTimeout(stop, PAUSE);
    if (lastSent !== null && Date.now() - lastSent < RENEW_INTERVAL) return;
    lastSent = Date.now();
    send(true);
  };
  return { note, stop };
}
