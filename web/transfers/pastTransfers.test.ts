import { describe, expect, it } from 'vitest';
import { Database } from '../lib/database.ts';
import { noExperience } from './experience.ts';
import { PastTransfers } from './pastTransfers.ts';

const refund = { texts: ['A refund please'], names: [] };

describe('past transfers', () => {
  it('are kept for each agent, over a reload', async () => {
    const database = new Database(crypto.randomUUID());
    const past = new PastTransfers(database);
    await past.openFor('ada');
    await past.learn('billing', refund);
    const later = new PastTransfers(database);
    await later.openFor('ada');
    expect(later.experience.getSnapshot()).toEqual({ billing: { chats: 1, words: { refund: 1 } } });
    await later.openFor('ben');
    expect(later.experience.getSnapshot()).toEqual(noExperience);
  });

  it('are forgotten for good when the agent says so', async () => {
    const database = new Database(crypto.randomUUID());
    const past = new PastTransfers(database);
    await past.openFor('ada');
    await past.learn('billing', refund);
    await past.forget();
    expect(past.experience.getSnapshot()).toEqual(noExperience);
    const later = new PastTransfers(database);
    await later.openFor('ada');
    expect(later.experience.getSnapshot()).toEqual(noExperience);
  });
});
