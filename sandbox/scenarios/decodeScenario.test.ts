import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstOf, openPlay } from '../testing/playRoom.ts';
import { decodeScenario } from './decodeScenario.ts';
import { SCENARIO_NAMES, scenarioNamed } from './scenarios.ts';

const SMALL = {
  about: 'One agent.',
  departments: [{ name: 'Sales' }],
  agents: [{ name: 'Alex Morgan', displayName: 'Alex', departments: ['Sales'], canSignIn: true }],
};

describe('scenarios', () => {
  it('are the files of the folder, all of which can be played', () => {
    expect(SCENARIO_NAMES).toEqual(['busy-evening', 'quiet', 'storm', 'walkthrough']);
    for (const name of SCENARIO_NAMES) expect(scenarioNamed(name).name).toBe(name);
  });

  it('are known by name alone', () => {
    const names = 'Expected one of: busy-evening, quiet, storm, walkthrough.';
    expect(() => scenarioNamed('../package')).toThrow(`There is no scenario "../package". ${names}`);
  });

  it('need little', () => {
    expect(decodeScenario('small', SMALL)).toMatchObject({
      name: 'small',
      routing: 'broadcast',
      agents: [{ status: 'OFFLINE' }],
    });
  });

  const visit = { opening: 'Hi', answers: [], thanks: 'Bye', impatient: '?' };
  const crowd = { count: 1, waitedSeconds: [0, 1], visitors: [{ visits: [visit] }] };
  it.each([
    ['something else', 'the whole: '],
    [{ ...SMALL, about: ' ' }, 'about: Expected text that is not empty.'],
    [{ ...SMALL, abuot: 'x' }, 'abuot: '],
    [{ ...SMALL, departments: [] }, 'departments: Expected at least one.'],
    [
      { ...SMALL, departments: [{ name: 'Sales' }, { name: 'Sales' }] },
      'departments: "Sales" stands there twice.',
    ],
    [
      { ...SMALL, agents: [{ ...SMALL.agents[0], departments: ['Slaes'] }] },
      'agents.0.departments.0: There is no "Slaes" here. Expected one of: Sales.',
    ],
    [
      { ...SMALL, agents: [{ ...SMALL.agents[0], canSignIn: false }] },
      'agents: Expected one with "canSignIn": true.',
    ],
    [
      { ...SMALL, crowd: { ...crowd, waitedSeconds: [9, 1] } },
      'crowd.waitedSeconds: Expected [least, most]; the most is below the least.',
    ],
    [{ ...SMALL, crowd: { ...crowd, count: 0 } }, 'crowd.count: Expected a whole number of 1 or more.'],
    [
      { ...SMALL, crowd: { ...crowd, visitors: [{ visits: [visit], department: 'Legal' }] } },
      'crowd.visitors.0.department: There is no "Legal" here.',
    ],
  ])('are refused with the place and what was expected: %j', (data, complaint) => {
    expect(() => decodeScenario('mine', data)).toThrow(
      `The scenario "mine" can't be played.\n  ${complaint}`,
    );
  });

  it('are refused with everything that is wrong', () => {
    const wrong = { ...SMALL, about: '', routing: 'random' };
    expect(() => decodeScenario('mine', wrong)).toThrow(/about:.*\n.*routing:/);
  });
});

describe('the example of the README', () => {
  it('can be played', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(readme) ?? [];
    const room = openPlay(decodeScenario('my-shop', JSON.parse(example)));
    room.goOnline();
    room.wait(10);
    expect(room.said(firstOf(room.open()))).toEqual(['Hi! Do you ship to Leeds?']);
  });
});
