import { useEffect } from 'react';
import { useMe } from '../session/DeskContext.ts';
import { useSignedIn } from '../session/SignInContext.ts';
import { settings } from '../settings/settingsStore.ts';

/** Takes up the settings of the agent who is signed in, once Zendesk has told who that is. */
export function useAgentSettings(): void {
  const agent = useMe()?.id ?? null;
  const { subdomain } = useSignedIn().identity;
  useEffect(() => {
    if (agent !== null) settings.openFor(`${subdomain}/${agent}`);
  }, [agent, subdomain]);
}
