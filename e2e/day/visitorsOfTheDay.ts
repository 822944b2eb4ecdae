import { expect } from '@playwright/test';
import type { VisitorPage } from '../pages/visitorPage.ts';
import type { SandboxControl, SandboxVisitor } from '../switchboard/sandboxControl.ts';

/** One who comes in the course of the day: what they ask, and what they are told. */
export type DayVisitor = {
  readonly name: string;
  readonly question: string;
  readonly answer: string;
  /** The agents' messages to them, oldest first. */
  readonly hears: () => Promise<readonly string[]>;
};

const asked = [
  ['Ada', 'Where is my parcel?', 'It left Hamburg this morning.'],
  ['Ben', 'May I return a jacket?', 'Yes, within 30 days.'],
  ['Cleo', 'Is the kettle in stock?', 'Twelve of them.'],
  ['Dara', 'My invoice is wrong.', 'I see it: the discount is missing.'],
  ['Emre', 'Do you ship to Norway?', 'We do, in four days.'],
  ['Fay', 'The link in your mail is dead.', 'Here is a new one: https://example.com/new'],
  ['Gil', 'Can I change my address?', 'Tell me the new one.'],
] as const;

/** Seven who wait, in the order in which they came. */
export async function sevenVisitors(sandbox: SandboxControl): Promise<readonly DayVisitor[]> {
  const visitors: DayVisitor[] = [];
  for (const [name, question, answer] of asked) {
    const visitor: SandboxVisitor = await sandbox.openVisitor({ name });
    await visitor.writes(question);
    visitors.push({ name, question, answer, hears: () => visitor.hears() });
  }
  return visitors;
}

/** Who looks for something to choose from, on the visitor's page. */
export const shopper = {
  name: 'Hanna',
  question: 'Which jackets do you have?',
  answer: 'I’ll show you two.',
} as const;

/** The eighth comes by the page of the widget. */
export async function shopperArrives(page: VisitorPage): Promise<void> {
  await page.introduceAs(shopper.name);
  await page.write(shopper.question);
  await page.showsSent(shopper.question);
}

/** Each got the greeting, then exactly these, each once and in this order. */
export async function expectHeard(visitor: DayVisitor, texts: readonly string[]): Promise<void> {
  await expect.poll(async () => (await visitor.hears()).slice(1), { message: visitor.name }).toEqual(texts);
}

/** The chat went to the department, and the agent is out of it. */
export async function expectTransferred(
  sandbox: SandboxControl,
  name: string,
  department: string,
): Promise<void> {
  await expect.poll(() => sandbox.chatOf(name)).toMatchObject({ department, agents: [] });
}

/** What Zendesk holds the agent to be. */
export async function expectStatus(sandbox: SandboxControl, agent: string, status: string): Promise<void> {
  await expect
    .poll(async () => (await sandbox.state()).agents.find(({ name }) => name === agent)?.status)
    .toBe(status);
}
