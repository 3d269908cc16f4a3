import { z } from 'zod';
import type { Touched } from './touched.js';

const id = z.string().min(1);
const operation = z.looseObject({
  op: z.string(),
  path: z.string().nullish(),
  value: z.unknown().optional(),
});
const operations = z.array(operation);
const patch = z.looseObject({
  id,
  // CloudTrail writes `operations`; the request itself says `Operations`.
  httpBody: z.union([
    z.looseObject({ operations }).transform((body) => body.operations),
    z.looseObject({ Operations: operations }).transform((body) => body.Operations),
  ]),
});
const member = z.looseObject({ value: id });
const members = z.union([z.array(member), member.transform((one) => [one])]);
const withMembers = z.looseObject({ members: z.unknown().optional() });

/** CloudTrail puts this in the place of what it does not show. */
const MASK = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * What a SCIM patch did to the members of a group: to whom, where the log shows it, else only that it did. What else a
 * patch changes is no edge. Undefined when it is no patch of a group.
 */
export function patchedMembers(parameters: unknown): Touched[] | undefined {
  const parsed = patch.safeParse(parameters);
  if (!parsed.success) return undefined;
  const { id: target, httpBody } = parsed.data;
  return httpBody.flatMap((one) => ofOperation(target, one));
}

/** What the making of a group by SCIM did: it may bring its members along. */
export function createdWithMembers(parameters: unknown, response: unknown): Touched[] | undefined {
  const group = z.looseObject({ id }).safeParse(response);
  const body = z
    .looseObject({ httpBody: z.looseObject({ members: z.unknown().optional() }) })
    .safeParse(parameters);
  if (!group.success || !body.success) return undefined;
  const given = body.data.httpBody.members;
  return given === undefined || given === null ? [] : touching(['add'], group.data.id, given);
}

function ofOperation(target: string, { op, path, value }: z.infer<typeof operation>): Touched[] {
  const ops = opsOf(op);
  const single = /^members\[value eq "([^"]+)"\]$/i.exec(path ?? '')?.[1];
  if (single !== undefined) return ops.map((verb) => ({ op: verb, target, holder: single }));
  if (path === 'members') return touching(ops, target, value);
  if (path === null || path === undefined || path === MASK) {
    const inner = withMembers.safeParse(value);
    if (inner.success && inner.data.members !== undefined) return touching(ops, target, inner.data.members);
    return isMasked(value) ? touching(ops, target, MASK) : [];
  }
  return [];
}

/** `replace` takes out whoever it does not name; an operation that is masked itself may be anything. */
function opsOf(op: string): readonly ('add' | 'remove')[] {
  const verb = op.toLowerCase();
  return verb === 'add' || verb === 'remove' ? [verb] : ['add', 'remove'];
}

function touching(ops: readonly ('add' | 'remove')[], target: string, value: unknown): Touched[] {
  const named = members.safeParse(value);
  if (!named.success || ops.length > 1) return ops.map((op) => ({ op, target, reach: 'masked' }));
  return named.data.flatMap(({ value: holder }) =>
    ops.map((op): Touched => (holder === MASK ? { op, target, reach: 'masked' } : { op, target, holder })),
  );
}

/** Whether CloudTrail shows nothing of a value: in its place, or everywhere within it. */
function isMasked(value: unknown): boolean {
  return value === undefined || value === MASK || (Array.isArray(value) && value.every(isMasked));
}
