import { globalId } from '../globalId.ts';
import type { AgentData, DepartmentData, Scenario } from '../scenarios/scenario.ts';
import type { World } from './model.ts';
import { departmentsOf, emptyWorld } from './model.ts';

/** The world at the start of a scenario: its departments and agents, nobody else. */
export function foundWorld(scenario: Scenario, seed: number): World {
  const withDepartments = scenario.departments.reduce(addDepartment, emptyWorld(seed));
  return scenario.agents.reduce(addAgent, withDepartments);
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
