// `npm start` and, with --dev, `npm run dev`. With --no-build the dashboard in dist/ is served as it is;
// with --no-env-file the variables in .env are left aside.
// This file is read by old versions of Node too: it checks the version before it loads anything younger.
import { demandSupportedNode } from './nodeVersion.mjs';

demandSupportedNode();
void import('./launch/launch.mjs').then(({ startSwitchboard }) => startSwitchboard(process.argv.slice(2)));
