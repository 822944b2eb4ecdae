import { globalId } from '../globalId.ts';
import { crowdOf } from '../scenarios/cast.ts';
import type { AgentData, DepartmentData, Scenario } from '../scenarios/scenario.ts';
import type { Channel, Routing, Visitor, World } from './model.ts';
import { departmentsOf, emptyWorld } from './model.ts';
import { rerouted } from './routing.ts';
import { visitorArrives, visitorWrites } from './visitorTransitions.ts';

export interface Founding {
  /** UNIX time in milliseconds; what the crowd has waited lies before it. */
  readonly at?: number;
  /** In place of the scenario's. */
  readonly routing?: Routing | undefined;
  /**
   * The world that this one follows. Departments and agents get the ids that they had there, so that
   * sign-ins stay good; nobody else gets an id that somebody had there.
   */
  readonly before?: World | undefined;
}

/** The world at the start of a scenario: its departments, its agents and its crowd. */
export function foundWorld(scenario: Scenario, seed: number, founding: Founding = {}): World {
  const { at = 0, routing = scenario.routing, before } = founding;
  const withDepartments = scenario.departments.reduce(addDepartment, emptyWorld(seed, routing));
  const staffed = scenario.agents.reduce(addAgent, withDepartments);
  const nextLocalId = Math.max(staffed.nextLocalId, before?.nextLocalId ?? 0);
  return addCrowd({ ...staffed, nextLocalId }, scenario, at);
}

function addDepartment(world: World, data: DepartmentData): World {
  const localId = world.nextLocalId;
  const id = globalId('DEPARTMENT', localId);
  const department = { id, localId, name: data.name, forcedStatus: data.status ?? null };
  return { ...world, nextLocalId: localId + 1, departments: world.departments.with(id, department) };
}

function addAgent(world: World, data: AgentData): World {
  const localId = world.nextLocalId;
  const id = globalId('AGENT', localId);
  const departmentIds = departmentsOf(world)
    .filter(department => data.departments.includes(department.name))
    .map(department => department.id);
  const { name, displayName, status, canSignIn } = data;
  const agent = { id, localId, name, displayName, status, departmentIds, canSignIn };
  return { ...world, nextLocalId: localId + 1, agents: world.agents.with(id, agent) };
}

function addCrowd(world: World, { crowd }: Scenario, at: number): World {
  if (!crowd) return world;
  const departmentIds = new Map(departmentsOf(world).map(({ name, id }) => [name, id]));
  const visitors: [string, Visitor][] = [];
  const channels: [string, Channel][] = [];
  let { nextLocalId } = world;
  for (const { part, department, waited } of crowdOf(crowd, world.seed)) {
    // In a world without the others: with them, every step would copy some of them.
    const departmentId = department === null ? undefined : departmentIds.get(department);
    const { world: arrived, visitor } = visitorArrives({ ...world, nextLocalId }, { ...part, departmentId });
    const opening = part.visits[0]?.opening ?? '';
    const waiting = visitorWrites(arrived, visitor.id, opening, Math.round(at - waited * 1000)).world;
    nextLocalId = waiting.nextLocalId;
    for (const each of waiting.visitors.values()) visitors.push([each.id, each]);
    for (const each of waiting.channels.values()) channels.push([each.id, each]);
  }
  return rerouted({
    ...world,
    nextLocalId,
    visitors: world.visitors.withAll(visitors),
    channels: world.channels.withAll(channels),
  });
}
