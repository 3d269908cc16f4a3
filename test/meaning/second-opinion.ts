import type { Access } from '../../lib/meaning/access.js';
import { decoded, encoded } from '../../lib/meaning/encode.js';
import { isAllowed } from '../../lib/meaning/evaluate.js';
import { readPolicy, type ConditionClause, type Policy } from '../../lib/meaning/grammar/index.js';
import { clauseHolds } from '../_helpers/iam/conditions.js';
import type { ConcreteRequest, RawPolicy, RequestContext } from '../_helpers/iam/documents.js';
import type { Attached } from '../_helpers/iam/simulate.js';

/** What Writ reads of documents that the second opinion takes as they are; throws where one is not understood. */
export function accessOf({ policies, boundary, session }: Attached): Access {
  return {
    policies: policies.map(read),
    ...(boundary ? { boundary: read(boundary) } : {}),
    ...(session ? { session: read(session) } : {}),
  };
}

function read(raw: RawPolicy): Policy {
  const result = readPolicy(raw);
  if (!result.policy) throw result.faults[0]!;
  return result.policy;
}

/** Whether a clause of Writ's holds in a context, by the second opinion on conditions: Writ itself decides none. */
export function holdsIn(context: RequestContext): (clause: ConditionClause) => boolean {
  return ({ set, operator, ifExists, key, values }) =>
    clauseHolds(
      `${set ? `${set}:` : ''}${operator}${ifExists ? 'ifexists' : ''}`,
      key,
      values.map(decoded),
      context,
    );
}

/** What Writ's own evaluation says of one request. */
export function allows(access: Access, { action, resource, context }: ConcreteRequest): boolean {
  return isAllowed(access, { action, resource: held(resource), holds: holdsIn(context) });
}

/** A resource as Writ holds it: the asterisks that are in its name are no patterns. */
export function held(resource: string): string {
  if (resource === '*') return resource;
  return encoded(resource.replace(/[*?]/g, (plain) => `\${${plain}}`)) ?? resource;
}
