export type { Clock, ManualClock } from './clock.ts';
export { manualClock } from './clock.ts';
export type { Control } from './control.ts';
export type { Limits } from './limits.ts';
export type { Sandbox, SandboxOptions, SandboxUrls } from './server.ts';
export { createSandbox } from './server.ts';
