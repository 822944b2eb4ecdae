import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AgentStatus } from '../../session/agentStatus.ts';

export const statusNames: Readonly<Record<AgentStatus, MessageDescriptor>> = {
  ONLINE: msg`Online`,
  AWAY: msg`Away`,
  INVISIBLE: msg`Invisible`,
};
