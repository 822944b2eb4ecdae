import type { Colleague } from '../apollo/agentBoard.ts';
import type { Chat } from '../apollo/chat.ts';
import type { Department } from '../apollo/departmentBoard.ts';
import { fillFarewell } from '../transfers/farewell.ts';
import type { Desk } from './desk.ts';

type Visitor = Pick<Chat, 'visitorId' | 'name'>;

/** Hands a chat to a department, behind the farewell: held for a while, asked about first when it is not online. */
export function transferChat({ holds, farewells }: Desk, chat: Visitor, department: Department): void {
  const { id: departmentId, name: departmentName } = department;
  const farewell = fillFarewell(farewells.lineFor(chat.visitorId), departmentName);
  holds.start(named(chat), { kind: 'transfer', departmentId, departmentName }, department, farewell);
}

/** Asks a colleague into a chat; with `leave` they take it over, behind the farewell. Held like a transfer. */
export function inviteColleague(
  { holds, farewells }: Desk,
  chat: Visitor,
  colleague: Colleague,
  leave: boolean,
): void {
  const { id: agentId, name: agentName } = colleague;
  const farewell = leave ? fillFarewell(farewells.lineFor(chat.visitorId), agentName) : null;
  holds.start(named(chat), { kind: 'invite', agentId, agentName, leave }, colleague, farewell);
}

function named({ visitorId, name }: Visitor) {
  return { visitorId, visitorName: name };
}
