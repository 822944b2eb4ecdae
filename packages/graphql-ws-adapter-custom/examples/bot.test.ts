import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { eventually, openRoom, type SandboxRoom } from '../../../sandbox/testing/sandboxRoom.ts';
import { Program } from '../testing/program.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BOT = fileURLToPath(new URL('bot.ts', import.meta.url));
/** On the adapter's source, so that what is tried is never an old build; without the condition it takes the build. */
const ARGS = ['--conditions=adapter-source', '--import', 'tsx', BOT];
const DEPARTMENTS = ['Shipping', 'Billing', 'Returns', 'Legal', 'Sales'];

function startBot({ urls }: SandboxRoom, token = 'sandbox-token'): Program {
  return new Program(ARGS, {
    cwd: ROOT,
    env: { ZENDESK_CHAT_API_URL: urls.api, ZENDESK_ACCESS_TOKEN: token },
  });
}

/** The bot is online, and hears what visitors write. */
async function untilItServes(bot: Program, { control }: SandboxRoom): Promise<void> {
  expect(await bot.line()).toBe('Online.');
  await eventually(() => control.state().subscriptions).toBe(1);
}

async function openServedRoom(): Promise<{ room: SandboxRoom; bot: Program }> {
  const room = await openRoom();
  const bot = startBot(room);
  await untilItServes(bot, room);
  return { room, bot };
}

/** What the visitor and the bot have said, as the visitor sees it. */
function talk({ control }: SandboxRoom, visitorId: string): string[] {
  return control
    .messages(visitorId)
    .filter(({ from }) => from !== 'system')
    .map(({ from, text }) => `${from}: ${text}`);
}

/** The visitor writes, and sees the same once more from the bot. */
async function expectEcho(room: SandboxRoom, visitorId: string, text: string): Promise<void> {
  const before = talk(room, visitorId);
  room.control.write(visitorId, text);
  await eventually(() => talk(room, visitorId)).toEqual([...before, `visitor: ${text}`, `agent: ${text}`]);
}

describe('the bot', { timeout: 30_000 }, () => {
  test('has at most 60 lines', async () => {
    expect((await readFile(BOT, 'utf8')).trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });

  test('goes online, and echoes each message of a visitor once, whatever is in it', async () => {
    const { room } = await openServedRoom();
    expect(room.control.state().agents[0]?.status).toBe('ONLINE');
    const ada = room.control.openVisitor();
    for (const text of ['Hi', '"Quotes", \\ and\nline breaks', '{ $to } `x`'])
      await expectEcho(room, ada, text);
  });

  test('offers flavours when asked for ice cream, and says something about the choice', async () => {
    const { room } = await openServedRoom();
    const ada = room.control.openVisitor();
    room.control.write(ada, 'Is there Ice Cream?');
    const replies = () =>
      room.control.messages(ada).flatMap(({ structured }) => {
        if (structured?.type !== 'quick_replies') return [];
        expect(structured.fallback?.options).toEqual(structured.quick_replies.map(({ text }) => text));
        return structured.quick_replies;
      });
    await eventually(replies).toHaveLength(5);
    const choice = replies()[2];
    expect(choice).toEqual({
      text: 'Cookies and cream',
      action: { value: 'My favorite is cookies and cream' },
    });
    room.control.click(ada, choice?.action.value ?? '');
    await eventually(() => talk(room, ada).at(-1)).toBe('agent: My favorite is cookies and cream, too!');
  });

  test('transfers to a department that is online, leaves, and lets the chat be', async () => {
    const { room } = await openServedRoom();
    for (const name of DEPARTMENTS.filter(name => name !== 'Legal')) room.control.setDepartment(name, 'AWAY');
    const [ada, bob] = [room.control.openVisitor(), room.control.openVisitor()];
    await expectEcho(room, ada, 'Hi');
    room.control.write(ada, 'Please TRANSFER me.');
    await eventually(() => room.control.state().channels[0]).toMatchObject({
      department: { name: 'Legal' },
      agents: [],
    });
    room.control.write(ada, 'Hello, Legal?');
    await expectEcho(room, bob, 'Hi');
    expect(talk(room, ada).slice(-2)).toEqual(['agent: Legal will help you.', 'visitor: Hello, Legal?']);
  });

  test('stays in the chat when no department is online', async () => {
    const { room } = await openServedRoom();
    for (const name of DEPARTMENTS) room.control.setDepartment(name, 'OFFLINE');
    const ada = room.control.openVisitor();
    room.control.write(ada, 'transfer');
    await eventually(() => talk(room, ada).at(-1)).toBe('agent: Nobody else is here.');
    await expectEcho(room, ada, 'Then you.');
  });

  test('serves on after a dropped socket and after the end of its session, and is online again', async () => {
    const { room, bot } = await openServedRoom();
    const ada = room.control.openVisitor();
    await expectEcho(room, ada, 'Hi');
    const fault = { name: 'GRAPHQL_EXEC_ERROR', reason: 'unexpected session state' } as const;
    for (const kind of ['drop-socket', 'eos'] as const) {
      expect(room.control.fault({ kind, ...fault })).toMatchObject({ sockets: 1 });
      await untilItServes(bot, room);
      await expectEcho(room, ada, `Still there after ${kind}?`);
    }
    expect(room.control.state().sessions).toHaveLength(1);
  });

  test('tells of an answer that it could not give, and goes on', async () => {
    const { room, bot } = await openServedRoom();
    const ada = room.control.openVisitor();
    room.control.fault({ kind: 'error', name: 'FORBIDDEN', reason: '', match: 'sendMessage' });
    room.control.write(ada, 'Hi');
    await eventually(() => bot.complaints).toMatch(/FORBIDDEN/);
    await expectEcho(room, ada, 'Again');
  });

  test('ends, and says why, when the token is refused', async () => {
    const bot = startBot(await openRoom(), 'no token');
    expect(await bot.ended).toBe(1);
    expect(bot.complaints).toMatch(/UNAUTHORIZED/);
  });
});
