// `npm run performance`: the tables of docs/PERFORMANCE.md and the charts of docs/performance/, from bench/results/.
import { writePerformanceFiles } from './performance/files.mjs';

writePerformanceFiles();
