// `npm run sandbox`: the sandbox alone. Arguments are those of sandbox/main.ts: see --help.
import { demandSupportedNode } from './nodeVersion.mjs';

demandSupportedNode();
void import('./launch/sandboxChild.mjs').then(({ startSandboxAlone }) =>
  startSandboxAlone(process.argv.slice(2)),
);
