import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { AnswersPage } from '../pages/answersPage.ts';
import { DeskPage } from '../pages/deskPage.ts';

const options = (page: Page) => page.getByRole('listbox', { name: 'Canned answers' }).getByRole('option');

test('a canned answer is made, found by /, filled in, and its holes are led through by Tab', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada Lovelace' });
  await visitor.writes('Where is my parcel?');
  const desk = await signIn('Jonas Weber');
  const { page } = desk;
  const chat = await desk.serve('Ada Lovelace');

  const answers = await AnswersPage.open(page);
  await expect(answers.dialog.getByText('Say it once, send it often')).toBeVisible();
  await answers.add(
    'order',
    'Hello {{visitor.firstName|there}}, order {{?order number}} comes in {{?days}} days. {{agent.name}}',
    'Where is it?',
  );
  await answers.add('bye', 'Goodbye!');
  await answers.close();

  await chat.composer.fill('Well. ');
  await chat.composer.pressSequentially('/ordr');
  await expect(options(page)).toHaveCount(1);
  await expect(chat.composer).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Enter');
  await expect(chat.composer).toHaveValue(
    'Well. Hello Ada, order ⟦order number⟧ comes in ⟦days⟧ days. Jonas',
  );
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not sent yet: fill in “days”.')).toBeVisible();
  await page.keyboard.type('2');
  await page.keyboard.press('Shift+Tab');
  await expect(chat.composer).not.toBeFocused();
  await chat.composer.press('Enter');
  await expect.poll(() => visitor.hears()).toContain('Well. Hello Ada, order 4711 comes in 2 days. Jonas');
});

test('a slash in a word or a path opens nothing, and Escape closes what it opened', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  const answers = await AnswersPage.open(page);
  await answers.add('bye', 'Goodbye!');
  await answers.close();

  await chat.composer.pressSequentially('and/or ');
  await expect(options(page)).toHaveCount(0);
  await chat.composer.pressSequentially('/');
  await expect(options(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(options(page)).toHaveCount(0);
  await expect(chat.composer).toBeFocused();
  await page.keyboard.type('b');
  await expect(options(page)).toHaveCount(0);
  await chat.composer.pressSequentially(' /b');
  await expect(options(page)).toHaveCount(1);
  await options(page).click();
  await expect(chat.composer).toHaveValue('and/or /b Goodbye!');
  await page.keyboard.press('Control+z');
  await expect(chat.composer).toHaveValue('and/or /b /b');
});

test('an answer is changed, deleted and taken back, and another tab sees it', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  await desk.serve('Ada');
  const answers = await AnswersPage.open(page);
  await answers.add('hi', 'Hello!');
  await answers.dialog.getByRole('button', { name: 'New answer' }).click();
  await answers.field('Shortcut').fill('HI');
  await answers.save.click();
  await expect(answers.dialog.getByText('Another answer has this shortcut.')).toBeVisible();
  await expect(answers.field('Shortcut')).toBeFocused();
  await answers.dialog.getByRole('button', { name: 'Discard changes' }).click();

  await answers.answer('hi').click();
  await answers.field('Title').fill('Welcome');
  await answers.save.click();
  await expect(answers.answer('hi')).toContainText('Welcome');
  await answers.answer('hi').click();
  await answers.remove.click();
  await expect(answers.dialog.getByText('/hi is deleted.')).toBeVisible();
  await expect(answers.dialog.getByText('No answers yet.')).toBeVisible();
  await answers.undo.click();
  await expect(answers.answer('hi')).toContainText('Welcome');

  const other = await page.context().newPage();
  await other.goto(page.url());
  await (await DeskPage.on(other)).conversation('Ada').composer.pressSequentially('/');
  await expect(options(other)).toHaveText(/hi.*Welcome/u);
  await answers.add('new', 'From the first tab');
  await expect(options(other)).toHaveCount(2);
});

test('a file is looked at before it is imported, and the import is undone; exports come back', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  await desk.serve('Ada');
  const answers = await AnswersPage.open(desk.page);
  await answers.add('hi', 'Hello!');
  await answers.choose('team.csv', 'shortcut,text\nhi,Good day!\nbye,"Goodbye,\nsee you"\nbad,\nBYE,again\n');
  await expect(answers.dialog.getByText('1 is added')).toBeVisible();
  await expect(answers.dialog.getByText('1 is changed')).toBeVisible();
  await expect(answers.dialog.getByText('Line 5: /bad says nothing.')).toBeVisible();
  await expect(answers.dialog.getByText('Line 6: its shortcut is that of line 3.')).toBeVisible();
  await expect(answers.answer('bye')).toHaveCount(0);
  await answers.dialog.getByRole('button', { name: 'Import 2 answers' }).click();
  await expect(answers.answer('hi')).toContainText('Good day!');
  await expect(answers.answer('bye')).toBeVisible();

  const csv = await answers.export('CSV');
  const json = await answers.export('JSON');
  expect(csv).toContain('shortcut,title,tags,text,body\r\nbye,,,"Goodbye,\nsee you",\r\nhi,,,Good day!,');
  expect(JSON.parse(json)).toMatchObject({ format: 'switchboard-answers', answers: [{ name: 'bye' }, {}] });

  await answers.undo.click();
  await expect(answers.answer('bye')).toHaveCount(0);
  await expect(answers.answer('hi')).toContainText('Hello!');
  await answers.choose('again.json', json);
  await answers.dialog.getByRole('button', { name: 'Import 2 answers' }).click();
  await expect(answers.answer('bye')).toBeVisible();
});

test('a macro asks for its hole, then answers, tags and transfers, each step shown', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('My bill is wrong');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  const answers = await AnswersPage.open(page);
  await answers.dialog.getByRole('button', { name: 'New macro' }).click();
  await answers.field('Shortcut').fill('billing');
  await answers.field('Send this message').fill('About {{?invoice}}: my colleagues help.');
  await answers.addStep('Add tags to the chat');
  await answers.field('Add these tags to the chat').fill('bill vip');
  await answers.addStep('Transfer the chat');
  await answers.dialog.getByRole('combobox', { name: 'Transfer the chat to' }).selectOption('Billing');
  await answers.save.click();
  await answers.close();

  await chat.composer.pressSequentially('/bill');
  await expect(options(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  const macro = page.getByRole('region', { name: 'Macro billing' });
  await expect(macro.getByRole('listitem')).toHaveText([
    'About ⟦invoice⟧: my colleagues help.',
    'Add the tags bill and vip',
    'Transfer to Billing',
  ]);
  await expect(macro.getByRole('textbox', { name: 'invoice' })).toBeFocused();
  await page.keyboard.type('R-7');
  await page.keyboard.press('Enter');
  await expect(chat.message('About R-7: my colleagues help.')).toBeVisible();
  await expect(chat.transferring('Billing')).toBeVisible();
  await expect(macro.getByRole('status')).toHaveText('/billing: step 3 of 3');
  await expect(macro.getByRole('img', { name: 'Done' })).toHaveCount(2);

  await chat.undo.click();
  await expect(macro.getByRole('status')).toHaveText(
    '/billing stopped at step 3 of 3: It was taken back, or refused.',
  );
  await macro.getByRole('button', { name: 'Go on from here' }).click();
  await expect(chat.transferring('Billing')).toBeVisible();
  await expect(desk.chatIn(desk.mine, 'Ada')).toHaveCount(0, { timeout: 15_000 });
  await expect(macro).toHaveCount(0);
  expect(await visitor.hears()).toEqual([expect.any(String), 'About R-7: my colleagues help.']);
  expect((await sandbox.chatOf('Ada')).department).toBe('Billing');
});

test('a step of a macro that fails says which and why, and goes on from there', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  const answers = await AnswersPage.open(page);
  await answers.choose(
    'macros.json',
    JSON.stringify([
      {
        name: 'tagged',
        body: {
          kind: 'macro',
          steps: [
            { kind: 'tags', tags: ['vip'] },
            { kind: 'say', text: 'You are a VIP.' },
          ],
        },
      },
    ]),
  );
  await answers.dialog.getByRole('button', { name: 'Import 1 answer' }).click();
  await answers.close();

  await sandbox.fault('error', { name: 'FORBIDDEN', match: 'addTags', count: 1 });
  await chat.composer.pressSequentially('/tag');
  await expect(options(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  const macro = page.getByRole('region', { name: 'Macro tagged' });
  await macro.getByRole('button', { name: 'Run' }).click();
  await expect(macro.getByRole('status')).toContainText('/tagged stopped at step 1 of 2:');
  expect(await visitor.hears()).not.toContain('You are a VIP.');
  await macro.getByRole('button', { name: 'Go on from here' }).click();
  await expect(macro.getByRole('status')).toHaveText('/tagged is done.');
  await expect.poll(() => visitor.hears()).toContain('You are a VIP.');
});

test('a macro whose page is left says where it was interrupted, says nothing twice, and goes on when told', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  const answers = await AnswersPage.open(page);
  const steps = [
    { kind: 'say', text: 'Sales know more.' },
    { kind: 'transfer', departmentId: null, departmentName: 'Sales' },
  ];
  await answers.choose('m.json', JSON.stringify([{ name: 'sales', body: { kind: 'macro', steps } }]));
  await answers.dialog.getByRole('button', { name: 'Import 1 answer' }).click();
  await answers.close();
  await chat.composer.pressSequentially('/sales');
  await expect(options(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  const macro = page.getByRole('region', { name: 'Macro sales' });
  await macro.getByRole('button', { name: 'Run' }).click();
  await expect(chat.transferring('Sales')).toBeVisible();

  await desk.reload();
  await expect(macro.getByRole('status')).toHaveText(
    '/sales was interrupted at step 2 of 2: the page was left.',
  );
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null });
  await macro.getByRole('button', { name: 'Go on from here' }).click();
  await expect.poll(() => sandbox.chatOf('Ada')).toMatchObject({ department: 'Sales', agents: [] });
  expect((await visitor.hears()).slice(1)).toEqual(['Sales know more.']);
  await desk.reload();
  await expect(macro).toHaveCount(0);
});

test('a thousand answers are searched and walked without delay', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  const answers = await AnswersPage.open(page);
  const many = Array.from({ length: 1_000 }, (_, n) => ({
    name: `answer-${n}`,
    title: `Number ${n}`,
    text: `The text of number ${n}. `.repeat(10),
  }));
  await answers.choose('many.json', JSON.stringify(many));
  await answers.dialog.getByRole('button', { name: 'Import 1,000 answers' }).click();
  await expect(answers.dialog.getByText(/^1,000 answers · /u)).toBeVisible();
  expect(await answers.list.getByRole('option').count()).toBeLessThan(60);
  await answers.search.fill('number 777');
  await expect(answers.list.getByRole('option').first()).toContainText('/answer-777');
  await answers.close();
  await chat.composer.pressSequentially('/answer-99');
  await expect(options(page).first()).toContainText('/answer-99');
  expect(await options(page).count()).toBeLessThanOrEqual(30);
});

test('answers go with the sign-out, and the place says so', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn('Jonas Weber');
  const { page } = desk;
  await desk.serve('Ada');
  const answers = await AnswersPage.open(page);
  await expect(answers.dialog.getByText(/until you sign out/u)).toBeVisible();
  await answers.add('hi', 'Hello!');
  await answers.close();
  expect(await keptAnswers(page)).toBe(1);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('Sign in with Zendesk')).toBeVisible();
  expect(await keptAnswers(page)).toBe(0);
});

for (const theme of ['Light', 'Dark'] as const) {
  test(`where answers are managed nothing keeps anybody out, ${theme}`, async ({ signIn, sandbox }) => {
    // Four screens are gone through by axe.
    test.slow();
    await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
    const desk = await signIn();
    const { page } = desk;
    const chat = await desk.serve('Ada');
    await desk.setTheme(theme);
    const answers = await AnswersPage.open(page);
    expect(await accessibilityDefects(page)).toEqual([]);
    await answers.add('hi', 'Hello {{visitor.name}} and {{nobody}}!');
    await answers.answer('hi').click();
    expect(await accessibilityDefects(page)).toEqual([]);
    await answers.choose('bad.csv', 'name,text\n,x\nhi,y\nz,z');
    await expect(answers.dialog.getByText('1 is added')).toBeVisible();
    expect(await accessibilityDefects(page)).toEqual([]);
    await answers.close();
    await chat.composer.pressSequentially('/');
    await expect(options(page)).toHaveCount(1);
    expect(await accessibilityDefects(page)).toEqual([]);
  });
}

/** How many answers this browser keeps, of all agents. */
function keptAnswers(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('switchboard');
        opening.onerror = () => reject(opening.error ?? new Error('The database can’t be opened.'));
        opening.onsuccess = () => {
          const counting = opening.result.transaction('answers').objectStore('answers').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
}
