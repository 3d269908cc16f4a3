import { z } from 'zod';
import { alteredPart, type AuditEvent } from '../../../drift/index.js';
import type { EventName } from './names.js';
import type { TrailRecord } from './record.js';

/** What one record changed: native ids at both ends. */
export type Touched = Pick<AuditEvent, 'op' | 'target' | 'holder' | 'account' | 'part'>;

const id = z.string().min(1);
const assignment = z.looseObject({ permissionSetArn: id, targetId: id, principalId: id });
const membership = z.looseObject({ groupId: id, memberId: z.looseObject({ userId: id }) });
const byId = z.looseObject({ membershipId: id });
const content = z.looseObject({
  permissionSetArn: id,
  managedPolicyArn: id.optional(),
  customerManagedPolicyReference: z.looseObject({ name: id, path: z.string().optional() }).optional(),
});
const directoryMember = z.looseObject({
  groupId: id,
  // The console's API is not published: the member has been seen in each of these forms.
  memberId: z.union([id, z.looseObject({ userId: id })]).optional(),
  userId: id.optional(),
});
const patch = z.looseObject({
  id,
  httpBody: z.looseObject({
    Operations: z.array(
      z.looseObject({ op: z.string(), path: z.string().optional(), value: z.unknown().optional() }),
    ),
  }),
});
const members = z.union([z.array(z.looseObject({ value: id })), z.looseObject({ value: id })]);

/** The pair of every membership id that the window shows being made, for the deletions that name only the id. */
export type MembershipIds = ReadonlyMap<string, { readonly groupId: string; readonly userId: string }>;

/** The pair of a membership that a record created, by its id. */
export function createdMembership(
  record: TrailRecord,
): [string, { groupId: string; userId: string }] | undefined {
  const request = membership.safeParse(record.requestParameters);
  const response = byId.safeParse(record.responseElements);
  if (!request.success || !response.success) return undefined;
  const { groupId, memberId } = request.data;
  return [response.data.membershipId, { groupId, userId: memberId.userId }];
}

/** What a record changed; several things for a SCIM patch, undefined when its parameters are not as expected. */
export function touchedBy(
  record: TrailRecord,
  { name, op, shape, slot = 'session' }: EventName,
  ids: MembershipIds,
): Touched[] | undefined {
  const { requestParameters } = record;
  switch (shape) {
    case 'assignment':
      return one(assignment.safeParse(requestParameters), (p) => ({
        op,
        target: p.permissionSetArn,
        holder: p.principalId,
        account: p.targetId,
      }));
    case 'membership':
      return one(membership.safeParse(requestParameters), (p) => ({
        op,
        target: p.groupId,
        holder: p.memberId.userId,
      }));
    case 'membership-by-id':
      return one(byId.safeParse(requestParameters), ({ membershipId }) => {
        const pair = ids.get(membershipId);
        return pair ? { op, target: pair.groupId, holder: pair.userId } : { op, target: membershipId };
      });
    case 'directory-member':
      return one(directoryMember.safeParse(requestParameters), ({ groupId, memberId, userId }) => {
        const holder = userId ?? (typeof memberId === 'string' ? memberId : memberId?.userId);
        return { op, target: groupId, ...(holder === undefined ? {} : { holder }) };
      });
    case 'scim-patch':
      return scimMembers(requestParameters);
    case 'content':
      return one(content.safeParse(requestParameters), (p) => ({
        op,
        target: p.permissionSetArn,
        part: alteredPart(/^(Detach|Delete)/.test(name) ? 'take' : 'put', slot, policyOf(p)),
      }));
  }
}

function policyOf({
  managedPolicyArn,
  customerManagedPolicyReference: own,
}: z.infer<typeof content>): string {
  return managedPolicyArn ?? (own ? `${own.path ?? '/'}${own.name}` : '');
}

/** Additions and removals of members; what else a patch changes is nobody's edge. */
function scimMembers(parameters: unknown): Touched[] | undefined {
  const parsed = patch.safeParse(parameters);
  if (!parsed.success) return undefined;
  const { id: target, httpBody } = parsed.data;
  return httpBody.Operations.flatMap(({ op, path, value }): Touched[] => {
    const verb = op.toLowerCase();
    const single = /^members\[value eq "([^"]+)"\]$/.exec(path ?? '')?.[1];
    if (verb !== 'add' && verb !== 'remove') return [];
    if (single !== undefined) return [{ op: verb, target, holder: single }];
    const listed = path === 'members' ? members.safeParse(value) : undefined;
    return listed?.success
      ? [listed.data].flat().map((member) => ({ op: verb, target, holder: member.value }))
      : [];
  });
}

function one<T>(
  parsed: { readonly success: true; readonly data: T } | { readonly success: false },
  touched: (parameters: T) => Touched,
): Touched[] | undefined {
  return parsed.success ? [touched(parsed.data)] : undefined;
}
