import { expect, it, vi } from 'vitest';
import { readOnce } from './readOnce.ts';

it('what was read once is not read again, by those who want it at the same time neither', async () => {
  const read = vi.fn(() => Promise.resolve('log'));
  const wanted = readOnce(read);
  expect(read).not.toHaveBeenCalled();
  expect(await Promise.all([wanted(), wanted()])).toEqual(['log', 'log']);
  expect(await wanted()).toBe('log');
  expect(read).toHaveBeenCalledTimes(1);
});

it('what could not be read is read again when it is wanted again', async () => {
  const read = vi.fn(() => Promise.resolve('log')).mockRejectedValueOnce(new Error('no network'));
  const wanted = readOnce(read);
  await expect(wanted()).rejects.toThrow('no network');
  expect(await wanted()).toBe('log');
});
