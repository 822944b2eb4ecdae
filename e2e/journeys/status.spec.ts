import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { SettingsDialog } from '../pages/settingsDialog.ts';
import type { SandboxControl } from '../switchboard/sandboxControl.ts';
import { killSharedWorkers } from '../switchboard/sharedWorkers.ts';

test('each status says what it means, and Away how many chats stay; Undo takes it back', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  await desk.serve('Ada');
  await desk.ownStatus.click();
  const away = desk.page.getByRole('menuitem', { name: 'Away', exact: true });
  await expect(away).toHaveAccessibleDescription('No new chats come to you; 1 open chat stays with you.');
  await expect(desk.page.getByRole('menuitem', { name: 'Online', exact: true })).toHaveAccessibleDescription(
    'New chats come to you.',
  );
  await away.click();
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');
  const bar = desk.page.getByRole('region', { name: 'Status', exact: true });
  await expect(bar.getByRole('status')).toHaveText(
    'You are away. 1 visitor is still yours, and is not told.',
  );
  expect(await accessibilityDefects(desk.page)).toEqual([]);
  await bar.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Online');
  await expect(bar.getByRole('status')).toHaveText('');
});

test('nobody there: a countdown, Away, and the way back; the log says why', async ({ signIn }) => {
  const desk = await signIn();
  await desk.page.clock.install();
  const again = await desk.reload();
  const bar = again.page.getByRole('region', { name: 'Status', exact: true });
  await expect(bar).toBeAttached();
  await again.page.clock.fastForward('09:31');
  await expect(bar.getByText(/^Away in 0:[0-3]\d$/)).toBeVisible();
  expect(await accessibilityDefects(again.page)).toEqual([]);
  // A pointer on its way to the button is a sign of life already: the button is for keyboard, touch and speech.
  await bar.getByRole('button', { name: 'Stay online' }).focus();
  await again.page.keyboard.press('Enter');
  await expect(bar.getByText(/^Away in/)).toHaveCount(0);
  await expect(again.ownStatus).toHaveAccessibleName('Status: Online');

  await again.page.clock.fastForward('09:31');
  await expect(bar.getByText(/^Away in/)).toBeVisible();
  await again.page.clock.fastForward('00:31');
  await expect(again.ownStatus).toHaveAccessibleName('Status: Away');
  await expect(bar.getByRole('status')).toContainText('there was no key and no pointer');
  await bar.getByRole('button', { name: 'Go online' }).click();
  await expect(again.ownStatus).toHaveAccessibleName('Status: Online');
  const settings = new SettingsDialog(again.page);
  await settings.open('Status');
  const entries = settings.dialog.getByRole('listitem');
  await expect(entries.nth(0)).toContainText('Online');
  await expect(entries.nth(0)).toContainText('you chose it');
  await expect(entries.nth(1)).toContainText('no key and no pointer');
});

test('a status outlives a lost connection and is sent again with the next', async ({ signIn, sandbox }) => {
  const desk = await signIn();
  await desk.setStatus('Invisible');
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Invisible');
  await sandbox.fault('drop-socket');
  const again = await desk.reload();
  await expect(again.ownStatus).toHaveAccessibleName('Status: Invisible');
});

test('a status that is chosen as the connection or the page goes is sent all the same', async ({
  signIn,
  sandbox,
}) => {
  const desk = await signIn();
  await expect.poll(() => statusAt(sandbox)).toBe('ONLINE');

  await unheard(sandbox, () => desk.setStatus('Away'));
  await sandbox.fault('drop-socket');
  await expect.poll(() => statusAt(sandbox)).toBe('AWAY');
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');

  await unheard(sandbox, () => desk.setStatus('Invisible'));
  const again = await desk.reload();
  await expect.poll(() => statusAt(sandbox)).toBe('INVISIBLE');
  await expect(again.ownStatus).toHaveAccessibleName('Status: Invisible');

  await unheard(sandbox, () => again.setStatus('Away'));
  await killSharedWorkers(again.page.context());
  await expect.poll(() => statusAt(sandbox)).toBe('AWAY');
  await expect(again.ownStatus).toHaveAccessibleName('Status: Away');

  // The first that anybody refuses is the first that the agent is told of.
  await sandbox.fault('error', { match: 'updateAgentStatus', name: 'GRAPHQL_EXEC_ERROR' });
  await again.setStatus('Online');
  await expect(again.problem('A fault was ordered: GRAPHQL_EXEC_ERROR.')).toContainText('You are still away');
  await expect(again.problems.getByRole('alertdialog')).toHaveCount(1);
  await expect(again.ownStatus).toHaveAccessibleName('Status: Away');
});

/** The status of the agent who is signed in, as the sandbox has it. */
async function statusAt(sandbox: SandboxControl): Promise<string | undefined> {
  const { agents, sessions } = await sandbox.state();
  return agents.find(({ name }) => name === sessions[0]?.agent)?.status;
}

/** The choice is on its way, and the sandbox never hears of it. */
async function unheard(sandbox: SandboxControl, choose: () => Promise<void>): Promise<void> {
  await sandbox.clearFaults();
  await sandbox.fault('lose-request', { match: 'updateAgentStatus' });
  await choose();
  await expect.poll(async () => (await sandbox.state()).faults).toMatchObject([{ struck: 1 }]);
}
