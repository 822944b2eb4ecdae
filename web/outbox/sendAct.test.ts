import { describe, expect, it } from 'vitest';
import { chat, outboxItem } from '../testing/builders.ts';
import { ScriptedClient } from '../testing/scriptedClient.ts';
import type { Act } from './act.ts';
import { decodeAct } from './decodeAct.ts';
import { sendItem } from './sendItem.ts';

const reply = { text: 'Yes', opens: 'reply', value: 'yes' } as const;
const link = { text: 'Look', opens: 'link', value: 'https://example.com' } as const;
const panel = { heading: 'Boots', paragraph: 'Brown', imageUrl: null, link: 'https://example.com/boots' };
const fallback = { text: 'Boots?', options: ['yes'] };
const channelId = 'channel-v1';
const wireButtons = [
  { text: 'Yes', action: { type: 'QUICK_REPLY_ACTION', value: 'yes' } },
  { text: 'Look', action: { type: 'LINK_ACTION', value: 'https://example.com' } },
];
const wirePanel = {
  heading: 'Boots',
  paragraph: 'Brown',
  image_url: null,
  action: { value: 'https://example.com/boots' },
};
const wireFallback = { msg: 'Boots?', options: ['yes'] };

const acts: readonly (readonly [name: string, field: string, act: Act, variables: object])[] = [
  [
    'TransferToDepartment',
    'transferToDepartment',
    { kind: 'transfer', departmentId: 'sales', departmentName: 'Sales' },
    { channelId, departmentId: 'sales' },
  ],
  ['LeaveChannel', 'leaveChannel', { kind: 'leave' }, { channelId }],
  [
    'InviteAgent',
    'inviteAgent',
    { kind: 'invite', agentId: 'a-2', agentName: 'Ben', leave: true },
    { channelId, agentId: 'a-2', leave: true },
  ],
  ['AddTags', 'addTags', { kind: 'tags', tags: ['vip'] }, { channelId, tags: ['vip'] }],
  [
    'UpdateVisitorInfo',
    'updateVisitorInfo',
    { kind: 'visitorEdit', rawId: '2.abc', displayName: 'Grace' },
    { visitorId: '2.abc', displayName: 'Grace' },
  ],
  [
    'SendQuickReplies',
    'sendQuickReplies',
    {
      kind: 'structured',
      message: { kind: 'quickReplies', text: 'Boots?', replies: [{ text: 'Yes', value: 'yes' }], fallback },
    },
    {
      channelId,
      text: 'Boots?',
      replies: [{ text: 'Yes', action: { value: 'yes' } }],
      fallback: wireFallback,
    },
  ],
  [
    'SendButtonTemplate',
    'sendButtonTemplate',
    {
      kind: 'structured',
      message: { kind: 'buttons', text: 'Boots?', buttons: [reply, link], fallback: null },
    },
    { channelId, text: 'Boots?', buttons: wireButtons, fallback: null },
  ],
  [
    'SendPanelTemplate',
    'sendPanelTemplate',
    { kind: 'structured', message: { kind: 'panel', panel, buttons: [], fallback } },
    { channelId, panel: wirePanel, buttons: null, fallback: wireFallback },
  ],
  [
    'SendPanelTemplateCarousel',
    'sendPanelTemplateCarousel',
    {
      kind: 'structured',
      message: { kind: 'carousel', panels: [{ panel, buttons: [reply, link] }], fallback: null },
    },
    { channelId, items: [{ panel: wirePanel, buttons: wireButtons }], fallback: null },
  ],
  [
    'SendListTemplate',
    'sendListTemplate',
    { kind: 'structured', message: { kind: 'list', items: [panel, panel], buttons: [], fallback: null } },
    { channelId, items: [wirePanel, wirePanel], buttons: null, fallback: null },
  ],
];

describe.each(acts)('the act that %s sends', (name, field, act, variables) => {
  const send = async (success: boolean) => {
    const script = new ScriptedClient({ [name]: () => ({ data: { [field]: { success } } }) });
    const outcome = await sendItem(script.ask, chat(), outboxItem({ act }));
    return { outcome, sent: script.sent };
  };

  it('goes out with all that it says, and is done when Zendesk says so', async () => {
    expect(await send(true)).toEqual({ outcome: { kind: 'sent' }, sent: [{ name, variables }] });
  });

  it('is refused when Zendesk says that it did not', async () => {
    expect((await send(false)).outcome.kind).toBe('rejected');
  });

  it('is the same after it was stored', () => {
    expect(decodeAct(structuredClone(act))).toEqual(act);
  });
});
