// `npm run check`: types, lint, format, dead code, import rules, generated types, secrets, size.
import { runAllChecks } from './checks/allChecks.mjs';
import { demandSupportedNode } from './nodeVersion.mjs';

demandSupportedNode();
const results = await runAllChecks();
const failed = results.filter(({ ok }) => !ok).length;
console.log(
  failed === 0 ? `All ${results.length} checks pass.` : `${failed} of ${results.length} checks failed.`,
);
process.exitCode = failed === 0 ? 0 : 1;
