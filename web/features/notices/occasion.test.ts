import { describe, expect, it } from 'vitest';
import { claim, type Ledger, type Occasion } from './occasion.ts';

const message = (id: number): Occasion => ({
  key: `message ${id}`,
  kind: 'message',
  visitorId: 'v1',
  name: 'Ada',
  text: null,
  since: 0,
});

const unserved: Occasion = { ...message(0), key: 'unserved v1', kind: 'unserved' };

function afterMessages(count: number): Ledger {
  let ledger = claim(new Map(), [unserved], [unserved], 0).ledger;
  for (let id = 0; id < count; id += 1) ledger = claim(ledger, [message(id)], [], id).ledger;
  return ledger;
}

describe('the ledger of what was told', () => {
  it('remembers the last thousand messages, however many a day brings', () => {
    const ledger = afterMessages(1_200);
    expect([...ledger.keys()].filter(key => key.startsWith('message '))).toHaveLength(1_001);
    expect(claim(ledger, [message(1_199), message(300)], [], 1_200).due).toEqual([]);
    expect(claim(ledger, [message(1)], [], 1_200).due).toEqual([message(1)]);
  });

  it('remembers for all that who waits', () => {
    expect(afterMessages(1_200).get(unserved.key)).toBe(0);
  });
});
