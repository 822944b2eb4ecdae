import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLog } from './requestLog.ts';
import { type RunningServer, startServer } from './server.ts';

const dashboard = fileURLToPath(new URL('../dist', import.meta.url));

/** Checks the configuration, serves until SIGINT or SIGTERM. With `--check-config` it stops after the first. */
async function main(): Promise<void> {
  const config = configOrExit();
  if (process.argv.includes('--check-config')) return;
  const log = createLog(config.logLevel);
  endOnDefect(log);
  for (const warning of config.warnings) log.warn(warning);
  const server = await startOrExit(() => startServer({ config, log, dashboard }), config);
  log.info({ url: server.publicOrigin, mode: config.mode }, 'listening');
  if (process.connected) process.send?.({ listening: server.publicOrigin, port: server.port });
  await stopSignal();
  log.info('stopping');
  await server.close();
  process.exit(0);
}

/** The listeners stay: a terminal signals the whole group and the launcher once more, and the first is enough. */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve());
  });
}

/** As Node would, but through the log: what Node prints of an error may hold a secret. */
function endOnDefect(log: Logger): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'unexpected error: the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) exitWith(error.message);
    throw error;
  }
}

async function startOrExit(start: () => Promise<RunningServer>, { port }: Config): Promise<RunningServer> {
  try {
    return await start();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      exitWith(`Port ${port} is taken. Set PORT to a free one, such as PORT=${port + 1}.`);
    if (code === 'EACCES') exitWith(`Port ${port} is not allowed to this user. Set PORT to one above 1023.`);
    if (code === 'EADDRNOTAVAIL') exitWith('BIND_ADDRESS is not an address of this machine.');
    throw error;
  }
}

function exitWith(message: string): never {
  console.error(message);
  process.exit(1);
}

await main();
