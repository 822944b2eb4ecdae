import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** The sandbox's HTTP application, on Node's own server. */
export type SandboxApp = Hono<{ Bindings: HttpBindings }>;
