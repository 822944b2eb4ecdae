import { GraphiQL } from 'graphiql';
import { createElement as h, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { part } from '../../pages/client/element.ts';
import { type DemoAgent, demoAgents, FIXED_TOKEN } from './agentSession.ts';
import { runOperation } from './envelopeFetcher.ts';
import { EventList, EventLog } from './eventList.ts';
import { EXAMPLES } from './examples.ts';
import { IdeSession } from './ideSession.ts';
import { SessionBar } from './sessionBar.ts';
import { provideWorkers } from './workers.ts';

const NARROW = '(width < 900px)';
/** The operation, its variables and the response. */
const EDITORS = 3;

await start();

async function start(): Promise<void> {
  provideWorkers();
  const agents = await demoAgents();
  // Whoever works at the dashboard is not thrown out.
  const session = new IdeSession(agents.find(({ hasSession }) => !hasSession)?.id ?? FIXED_TOKEN);
  createRoot(part('ide', HTMLElement)).render(h(Ide, { session, agents, log: new EventLog() }));
}

interface IdeProps {
  readonly session: IdeSession;
  readonly agents: readonly DemoAgent[];
  readonly log: EventLog;
}

function Ide({ session, agents, log }: IdeProps): ReactNode {
  const body = useRef<HTMLElement>(null);
  const isReady = useEditorsIn(body);
  return h(
    'div',
    { className: 'ide' },
    h(SessionBar, { session, agents }),
    h(
      'main',
      { className: 'ide-body', ref: body, inert: !isReady },
      h(
        GraphiQL,
        {
          fetcher: operation => runOperation(session.client, operation, result => log.add(result)),
          defaultTabs: EXAMPLES.map(example => ({ ...example })),
          isHeadersEditorEnabled: false,
          showPersistHeadersSettings: false,
          defaultEditorToolsVisibility: 'variables',
          schemaDescription: true,
          ...(matchMedia(NARROW).matches ? {} : { visiblePlugin: 'Documentation Explorer' }),
        },
        h(GraphiQL.Logo, null, h('span')),
        h(GraphiQL.Footer, null, h(EventList, { log })),
      ),
    ),
  );
}

/** False until the editors are there: a tab that is chosen before shows the text of another. */
function useEditorsIn(body: RefObject<HTMLElement | null>): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const { current } = body;
    if (!current) return undefined;
    const look = () => {
      if (current.querySelectorAll('.monaco-editor[role="code"]').length < EDITORS) return;
      observer.disconnect();
      setReady(true);
    };
    const observer = new MutationObserver(look);
    observer.observe(current, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }, [body]);
  return isReady;
}
