import { z } from 'zod';
import { alteredPart, type AuditEvent } from '../../../inventory/index.js';
import type { EventName } from './names.js';
import type { TrailRecord } from './record.js';
import { createdWithMembers, patchedMembers } from './scim.js';
import { SCIM } from './sources.js';

/** What one record changed: native ids at both ends. */
export type Touched = Pick<AuditEvent, 'op' | 'target' | 'holder' | 'account' | 'part' | 'reach'>;

const id = z.string().min(1);
const assignment = z.looseObject({ permissionSetArn: id, targetId: id, principalId: id });
const membership = z.looseObject({ groupId: id, memberId: z.looseObject({ userId: id }) });
const byId = z.looseObject({ membershipId: id });
const content = z.looseObject({
  permissionSetArn: id,
  managedPolicyArn: id.optional(),
  customerManagedPolicyReference: z.looseObject({ name: id, path: z.string().optional() }).optional(),
});
const holder = z.union([id, z.looseObject({ userId: id }).transform((member) => member.userId)]);
// The console's calls are not published: events show the member in each of these places.
const directoryMember = z.union([
  z
    .looseObject({ groupId: id, member: z.looseObject({ memberId: holder }) })
    .transform(({ groupId, member }) => ({ groupId, memberId: member.memberId })),
  z.looseObject({ groupId: id, memberId: holder }),
  z
    .looseObject({ groupId: id, userId: id })
    .transform(({ groupId, userId }) => ({ groupId, memberId: userId })),
]);
const goneGroup = z.union([
  z.looseObject({ groupId: id }).transform(({ groupId }) => groupId),
  z.looseObject({ id }).transform((scim) => scim.id),
]);
const goneUser = z.union([
  z.looseObject({ userId: id }).transform(({ userId }) => userId),
  z.looseObject({ id }).transform((scim) => scim.id),
]);

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
      return one(directoryMember.safeParse(requestParameters), (p) => ({
        op,
        target: p.groupId,
        holder: p.memberId,
      }));
    case 'scim-patch':
      return patchedMembers(requestParameters);
    case 'scim-create':
      // By API and console a group is made empty.
      return record.eventSource === SCIM
        ? createdWithMembers(requestParameters, record.responseElements)
        : [];
    case 'group-gone':
      return one(goneGroup.safeParse(requestParameters), (target) => ({ op, target, reach: 'all' }));
    case 'user-gone':
      return one(goneUser.safeParse(requestParameters), (target) => ({ op, target, reach: 'all' }));
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

function one<T>(
  parsed: { readonly success: true; readonly data: T } | { readonly success: false },
  touched: (parameters: T) => Touched,
): Touched[] | undefined {
  return parsed.success ? [touched(parsed.data)] : undefined;
}
