import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import type { SandboxVisitor } from '../switchboard/sandboxControl.ts';

test('a chat opens at the first message that was not read, under a line', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(conversation.message('Hello! How can I help you?')).toBeVisible();
  await expect(conversation.newLine).toHaveCount(0);
  await desk.page.goto(new URL('/', desk.page.url()).href);
  for (let note = 1; note <= 40; note += 1) await visitor.writes(`note ${note}`);

  await desk.open('Ada');
  await expect(conversation.newLine).toBeInViewport();
  await expect(conversation.message('note 1')).toBeInViewport();
  await expect(conversation.message('note 40')).not.toBeInViewport();
  await expect(desk.chatIn(desk.mine, 'Ada')).toContainText('note 40');

  // What has been on the screen is not unread any more; the rest is.
  await expect(desk.unread('Ada')).not.toHaveText(/^40/u);
  await conversation.newMessages.click();
  await expect(conversation.message('note 40')).toBeInViewport();
  await expect(conversation.log).toBeFocused();
  await expect(desk.unread('Ada')).toHaveCount(0);

  await desk.page.goBack();
  await desk.page.goForward();
  await expect(conversation.message('note 40')).toBeInViewport();
  await expect(conversation.newLine).toHaveCount(0);
});

test('what was said earlier is read when the agent scrolls there, without a jump, back to the beginning', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await writeNotes(visitor, 260);
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(conversation.log.getByText(/^note \d+$/u).first()).toBeVisible();

  await conversation.log.hover();
  await expect(async () => {
    await desk.page.mouse.wheel(0, -900);
    await expect(conversation.beginning).toBeInViewport({ timeout: 200 });
  }).toPass();
  await expect(conversation.message('note 1')).toBeInViewport();
  await conversation.newMessages.click();
  await expect(conversation.message('note 260')).toBeInViewport();
  await expect(conversation.newMessages).toHaveCount(0);
});

test('of a very long chat the beginning is let go, and read back when it is scrolled to', async ({
  signIn,
  sandbox,
}) => {
  test.setTimeout(180_000);
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('note 1');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(conversation.message('Hello! How can I help you?')).toBeInViewport();
  // A chat opens at what is new; from now on the agent follows its end.
  await conversation.log.press('End');
  await desk.page.evaluate(watchEnd);
  await writeNotes(visitor, 2_100, 2);
  await expect(conversation.message('note 2100')).toBeInViewport();
  expect(await desk.page.evaluate(() => document.body.dataset['framesAway'])).toBe('0');
  // Nothing is let go while it is on the screen.
  await desk.open('Ben');
  await desk.open('Ada');
  await expect(conversation.message('note 2100')).toBeInViewport();

  // What is above takes its time: the highest message is the oldest that is held.
  await sandbox.fault('delay', { match: 'channels', ms: 10_000 });
  await conversation.log.focus();
  await expect(async () => {
    await desk.page.keyboard.press('Home');
    await standsStill(conversation.log);
    expect(await conversation.log.evaluate(element => element.scrollTop)).toBe(0);
  }).toPass();
  const reading = conversation.log.getByText('Reading earlier messages…');
  await expect(reading).toBeVisible();
  const oldest = await firstInView(conversation.log);
  const number = Number((await oldest.innerText()).replace('note ', ''));
  expect(2_100 - number).toBeGreaterThan(800);
  expect(2_100 - number).toBeLessThanOrEqual(1_800);
  const before = await oldest.boundingBox();
  await sandbox.clearFaults();
  await expect(reading).toHaveCount(0);
  await expect(conversation.message(`note ${number - 1}`)).toBeAttached();
  const after = await oldest.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);

  await expect(async () => {
    await desk.page.keyboard.press('Home');
    await expect(conversation.beginning).toBeInViewport({ timeout: 300 });
  }).toPass();
  await expect(conversation.message('note 1')).toBeInViewport();
  expect(await readThrough(conversation.log)).toEqual(
    Array.from({ length: 2_100 }, (_, n) => `note ${n + 1}`),
  );
});

test('nothing moves under the reader while earlier messages come in', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await writeNotes(visitor, 260);
  const desk = await signIn();
  await sandbox.fault('delay', { match: 'channels', ms: 2_000 });
  const conversation = await desk.open('Ada');
  const reading = conversation.log.getByText('Reading earlier messages…');
  await expect(reading).toBeVisible();
  await sandbox.clearFaults();
  await conversation.log.focus();
  await desk.page.keyboard.press('End');
  await expect(conversation.message('note 260')).toBeInViewport();
  await expect(reading).toHaveCount(0);
  await sandbox.fault('delay', { match: 'channels', ms: 4_000 });
  await desk.page.keyboard.press('Home');
  await expect(reading).toBeVisible();
  await standsStill(conversation.log);
  const top = await firstInView(conversation.log);
  const before = await top.boundingBox();
  await expect(reading).toHaveCount(0);
  await expect(top).toBeVisible();
  const after = await top.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);
  await sandbox.clearFaults();
});

test('a conversation that fits in the view shows all of itself, also when its beginning is read later', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await writeNotes(visitor, 70);
  const desk = await signIn();
  await desk.page.setViewportSize({ width: 1_280, height: 9_000 });
  await desk.page.evaluate(measureLate);
  const conversation = await desk.open('Ada');
  await expect(conversation.beginning).toBeVisible();
  await expect(conversation.message('note 1')).toBeInViewport();
  await expect(conversation.message('note 70')).toBeInViewport();
  await visitor.writes('note 71');
  await expect(conversation.message('note 71')).toBeInViewport();
});

test('what could not be read says so, and is tried again', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await writeNotes(visitor, 120);
  const desk = await signIn();
  await expect(desk.serveButton('Ada')).toBeVisible();
  // The chat opens at the first message that is held: what was said before is wanted at once.
  await sandbox.fault('error', { match: 'channels', name: 'FORBIDDEN' });
  const conversation = await desk.open('Ada');
  await expect(conversation.log.getByText('Earlier messages could not be read.')).toBeVisible();
  await sandbox.clearFaults();
  await conversation.log.getByRole('button', { name: 'Retry' }).click();
  await expect(conversation.log.getByText('Earlier messages could not be read.')).toHaveCount(0);
  await expect(async () => {
    await conversation.log.press('Home');
    await expect(conversation.beginning).toBeInViewport({ timeout: 300 });
  }).toPass();
});

test('who came, went and handed over stands between the messages, also after a reload', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(conversation.log).toContainText('Today');
  await expect(conversation.log).toContainText(/You joined at \d/u);
  await conversation.transferTo('Billing');
  await expect(conversation.log).toContainText(/You left at \d/u);
  await expect(conversation.log).toContainText(/You transferred the chat to Billing at \d/u);
  await desk.reload();
  await expect(conversation.log).toContainText(/You transferred the chat to Billing at \d/u);
});

test('links can be followed only where that is safe, and any script has its direction', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('See https://example.com/a?b=1 or javascript:alert(1) or mailto:ada@example.com');
  await visitor.writes('שלום, מה שלומך?');
  const desk = await signIn();
  const { log } = await desk.open('Ada');
  const links = log.getByRole('link');
  await expect(links).toHaveText(['https://example.com/a?b=1', 'mailto:ada@example.com']);
  await expect(links.first()).toHaveAttribute('rel', /noopener noreferrer/u);
  await expect(links.first()).toHaveAttribute('target', '_blank');
  expect(await directionOf(log.getByText('שלום, מה שלומך?'))).toBe('rtl');
  expect(await directionOf(log.getByText('See ', { exact: false }))).toBe('ltr');
});

test('several messages are copied with names and times, a part of one as it stands', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  const desk = await signIn('Alex Morgan', { permissions: ['clipboard-read', 'clipboard-write'] });
  const conversation = await desk.serve('Ada');
  await visitor.writes('It is 4711.');
  await expect(conversation.message('It is 4711.')).toBeVisible();

  await selectFrom(conversation.message('Where is my parcel?'), conversation.message('It is 4711.'));
  await desk.page.keyboard.press('ControlOrMeta+c');
  const lines = (await clipboard(desk.page)).split('\n');
  expect(lines[0]).toMatch(/^Ada, \d.*: Where is my parcel\?$/u);
  expect(lines[1]).toMatch(/^You, \d.*: joined$/u);
  expect(lines[2]).toMatch(/^You, \d.*: Hello! How can I help you\?$/u);
  expect(lines[3]).toMatch(/^Ada, \d.*: It is 4711\.$/u);

  await conversation.message('It is 4711.').selectText();
  await desk.page.keyboard.press('ControlOrMeta+c');
  expect(await clipboard(desk.page)).toBe('It is 4711.');
});

test('a time says how long ago, and exactly when it was on hover, focus and press', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  const desk = await signIn();
  const { log } = await desk.open('Ada');
  const year = new RegExp(String(new Date().getFullYear()), 'u');
  const time = log.getByRole('button', { name: 'now' });
  await expect(time.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/u);
  await time.hover();
  await expect(log.getByRole('button', { name: year })).toBeVisible();
  await desk.chats.hover();
  await expect(time).toBeVisible();

  await time.click();
  await desk.chats.hover();
  await expect(log.getByRole('button', { name: year, pressed: true })).toBeVisible();
  await log.getByRole('button', { name: year, pressed: true }).click();
  await desk.chats.hover();
  await log.focus();
  await expect(time).toHaveCount(1);
  await desk.page.keyboard.press('Tab');
  await expect(log.getByRole('button', { name: year })).toBeFocused();
});

test('who reads back stays where they are, and is told of what comes', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await writeNotes(visitor, 45);
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await conversation.log.focus();
  await desk.page.keyboard.press('Home');
  await expect(conversation.beginning).toBeInViewport();
  await visitor.writes('One thing more');
  await expect(conversation.newMessages).toBeVisible();
  await expect(conversation.message('note 1')).toBeInViewport();
  await conversation.newMessages.click();
  await expect(conversation.message('One thing more')).toBeInViewport();
  await expect(conversation.newMessages).toHaveCount(0);
  await visitor.writes('And another');
  await expect(conversation.message('And another')).toBeInViewport();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a conversation has no accessibility defect, at its beginning and its end (${colorScheme})`, async ({
    signIn,
    sandbox,
  }) => {
    const visitor = await sandbox.openVisitor({ name: 'Ada' });
    await writeNotes(visitor, 60);
    await visitor.writes('See https://example.com/');
    const desk = await signIn('Alex Morgan', { colorScheme });
    const conversation = await desk.serve('Ada');
    expect(await accessibilityDefects(desk.page)).toEqual([]);
    await conversation.log.focus();
    await expect(async () => {
      await desk.page.keyboard.press('Home');
      await expect(conversation.beginning).toBeInViewport({ timeout: 300 });
    }).toPass();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
  });
}

async function writeNotes(visitor: SandboxVisitor, last: number, first = 1): Promise<void> {
  for (let note = first; note <= last; note += 1) await visitor.writes(`note ${note}`);
}

/** Counts the frames in which the end of the transcript is not in view. */
function watchEnd(): void {
  let away = 0;
  const look = () => {
    const log = document.querySelector('[role=log]');
    const last = [...document.querySelectorAll('[role=log] [data-entry]')].at(-1);
    if (log !== null && (last?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) > innerHeight)
      away += 1;
    if (log !== null && log.scrollHeight - log.clientHeight - log.scrollTop > 48) away += 1;
    document.body.dataset['framesAway'] = String(away);
    requestAnimationFrame(() => setTimeout(look));
  };
  look();
}

/** All notes in the order in which they come into view on the way down, each as often as it stands there. */
function readThrough(log: Locator): Promise<string[]> {
  return log.evaluate(async element => {
    const frames = async (count: number) => {
      for (let n = 0; n < count; n += 1) await new Promise(requestAnimationFrame);
    };
    const read: string[] = [];
    element.scrollTop = 0;
    for (let before = -1; element.scrollTop !== before; ) {
      before = element.scrollTop;
      await frames(2);
      const texts = [...element.querySelectorAll('p[dir="auto"]')].map(({ textContent }) => textContent);
      const notes = texts.filter(text => text.startsWith('note '));
      const overlap = notes.indexOf(read.at(-1) ?? '');
      read.push(...notes.slice(overlap + 1));
      element.scrollTop += element.clientHeight;
    }
    return read;
  });
}

/** Sizes are told half a second late, as by a page that has much to do: earlier messages come before them. */
function measureLate(): void {
  const Prompt = ResizeObserver;
  globalThis.ResizeObserver = class extends Prompt {
    constructor(tell: ResizeObserverCallback) {
      super((entries, observer) => setTimeout(() => tell(entries, observer), 500));
    }
  };
}

/** A key scrolls by and by: waits until it has ended. */
async function standsStill(log: Locator): Promise<void> {
  let before = Number.NaN;
  await expect
    .poll(async () => {
      const top = await log.evaluate(element => element.scrollTop);
      const moved = top - before;
      before = top;
      return moved;
    })
    .toBe(0);
}

/** The highest message that is whole in view. */
async function firstInView(log: Locator): Promise<Locator> {
  const text = await log.evaluate(element => {
    const { top } = element.getBoundingClientRect();
    const notes = [...element.querySelectorAll('p[dir="auto"]')];
    return notes.find(note => note.getBoundingClientRect().top > top + 60)?.textContent ?? '';
  });
  return log.getByText(text, { exact: true });
}

function directionOf(text: Locator): Promise<string> {
  return text.evaluate(element => getComputedStyle(element).direction);
}

async function selectFrom(first: Locator, last: Locator): Promise<void> {
  const end = await last.elementHandle();
  await first.evaluate((start, to) => {
    const range = document.createRange();
    range.setStart(start, 0);
    if (to !== null) range.setEnd(to, to.childNodes.length);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  }, end);
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
