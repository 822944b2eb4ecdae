// `npm run sandbox`: the sandbox alone.
import { demandSupportedNode } from './nodeVersion.mjs';

demandSupportedNode();
void import('./launch/sandboxChild.mjs').then(({ startSandboxAlone }) => startSandboxAlone());
