import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { manualClock } from '../clock.ts';
import { eventually, openRoom, type SandboxRoom } from '../testing/sandboxRoom.ts';

const PROGRAM = fileURLToPath(new URL('sampleClient.mjs', import.meta.url));
const STEP_MS = 5000;
const STEPS = 60;

/** What befalls the line in some of the steps. */
const MISFORTUNES: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {
  7: { kind: 'drop-socket' },
  13: { kind: 'eos', reason: 'unexpected session state' },
  21: { kind: 'drop-socket' },
  22: { kind: 'drop-socket' },
  34: { kind: 'eos', reason: 'concurrent session limit reached' },
  41: { kind: 'refuse-connections', count: 3 },
  42: { kind: 'drop-socket' },
  55: { kind: 'eos', reason: 'unexpected session state' },
};

it("a client like Zendesk's sample serves a visitor for five minutes, through drops and ends of service", {
  timeout: 60_000,
}, async () => {
  const clock = manualClock();
  const room = await openRoom({ clock });
  const output = startSampleClient(room);
  await eventually(() => subscriptions(output())).toBe(1);
  const visitorId = room.control.openVisitor();

  for (let step = 1; step <= STEPS; step += 1) {
    const misfortune = MISFORTUNES[step];
    if (misfortune) await befall(room, misfortune, output);
    room.control.write(visitorId, `line ${step}`);
    await eventually(() => answersTo(room, visitorId, `line ${step}`)).toBe(1);
    const pongs = output().match(/\[PONG\]/g)?.length ?? 0;
    await eventually(() => output().match(/\[PONG\]/g)?.length ?? 0).toBeGreaterThan(pongs);
    clock.advance(STEP_MS);
  }

  expect(output()).toContain("[message] Received: 'line 60' from: 'Visitor ");
  expect(output().match(/\[EOS\] .*/g)).toEqual([
    '[EOS] unexpected session state',
    '[EOS] concurrent session limit reached',
    '[EOS] unexpected session state',
  ]);
  expect(room.control.state()).toMatchObject({
    sessions: [{ sockets: 1, subscriptions: 1 }],
    subscriptions: 1,
  });
  for (let step = 1; step <= STEPS; step += 1) expect(answersTo(room, visitorId, `line ${step}`)).toBe(1);
});

/** The client is back on its feet when it has subscribed once more. */
async function befall(room: SandboxRoom, fault: Readonly<Record<string, unknown>>, output: () => string) {
  const before = subscriptions(output());
  await room.call('/__sandbox/faults', fault);
  if (fault['kind'] !== 'refuse-connections')
    await eventually(() => subscriptions(output())).toBe(before + 1);
}

function subscriptions(output: string): number {
  return output.match(/\[subscribed\]/g)?.length ?? 0;
}

function answersTo(room: SandboxRoom, visitorId: string, text: string): number {
  return room.control.messages(visitorId).filter(line => line.from === 'agent' && line.text === text).length;
}

/** The program in a process of its own, PINGing faster than by default: its five seconds are real ones. */
function startSampleClient({ urls }: SandboxRoom): () => string {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, CHAT_API_URL: urls.api, PING_MS: '20' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return () => output;
}
