import { branded, instantOf, type List } from '../../lib/kernel/index.js';
import type { TeamDeclaration, WorkloadDeclaration } from '../../lib/manifest/index.js';
import type { WorkerId } from '../../lib/model/index.js';

/** A team with these approvers. */
export function teamOf(name: string, approvers: readonly string[]): TeamDeclaration {
  return {
    name,
    title: name,
    approvers: approvers.map((id) => branded<'worker'>(id)) as unknown as List<WorkerId>,
  };
}

/** A declared workload of a team. */
export function workloadOf(id: string, owner: string): WorkloadDeclaration {
  return {
    id: branded<'workload'>(id),
    title: id,
    kind: 'service',
    owner,
    purpose: 'tests',
    binding: { kind: 'okta', login: id },
    expires: instantOf(Date.UTC(2027, 0)),
    mayRequest: [],
  };
}
