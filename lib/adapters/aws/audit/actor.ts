import type { AuditActor } from '../../../inventory/index.js';
import type { TrailIdentity, TrailRecord } from './record.js';
import { SCIM } from './sources.js';

/**
 * Who is behind a record, by the documented types of `userIdentity`: the Identity Center user on whose behalf it was
 * made, the provisioning of the identity provider, else what the type says. Unknown is named as far as it goes.
 */
export function actorOf({ userIdentity, eventSource }: TrailRecord): AuditActor {
  if (eventSource === SCIM) return { kind: 'service', native: SCIM, name: 'SCIM provisioning' };
  const { onBehalfOf, userName } = userIdentity ?? {};
  if (onBehalfOf) return { kind: 'person', native: onBehalfOf.userId, name: userName ?? onBehalfOf.userId };
  return (userIdentity && BY_TYPE[userIdentity.type ?? '']?.(userIdentity)) ?? unknown(userIdentity);
}

type ActorReader = (identity: TrailIdentity) => AuditActor | undefined;

const BY_TYPE: Readonly<Record<string, ActorReader>> = {
  Root: rootUser,
  IAMUser: iamUser,
  AssumedRole: assumedRole,
  Role: assumedRole,
  FederatedUser: federatedUser,
  SAMLUser: vouchedFor,
  WebIdentityUser: vouchedFor,
  AWSAccount: ({ accountId, principalId }) => {
    const native = accountId ?? principalId;
    return native === undefined ? undefined : { kind: 'account', native, name: `AWS account ${native}` };
  },
  AWSService: ({ invokedBy }) =>
    invokedBy === undefined ? undefined : { kind: 'service', native: invokedBy, name: invokedBy },
};

function rootUser({ arn, accountId, principalId }: TrailIdentity): AuditActor {
  const account = accountId ?? principalId;
  const native = arn ?? (account === undefined ? 'root' : `arn:aws:iam::${account}:root`);
  return { kind: 'root', native, name: `root user${account === undefined ? '' : ` of account ${account}`}` };
}

function iamUser({ arn, userName, principalId }: TrailIdentity): AuditActor | undefined {
  const native = arn ?? principalId ?? userName;
  return native === undefined ? undefined : { kind: 'iam-user', native, name: userName ?? nameIn(native) };
}

function assumedRole({ arn, sessionContext }: TrailIdentity): AuditActor | undefined {
  const role = sessionContext?.sessionIssuer?.arn ?? arn;
  return role === undefined ? undefined : { kind: 'role', native: role, name: nameIn(arn ?? role) };
}

/** A session of `GetFederationToken`: it is the root or IAM user whose key made it. */
function federatedUser({ arn, principalId, sessionContext }: TrailIdentity): AuditActor | undefined {
  const { type, arn: issuer, userName } = sessionContext?.sessionIssuer ?? {};
  const session = arn === undefined ? principalId : nameIn(arn);
  if (type === 'Root')
    return { ...rootUser({ arn: issuer, accountId: accountIn(issuer) }), ...through(session) };
  if (issuer !== undefined)
    return { kind: 'iam-user', native: issuer, name: `${userName ?? nameIn(issuer)} as ${session ?? '?'}` };
  return vouchedFor({ arn, principalId });
}

function through(session: string | undefined): Partial<AuditActor> {
  return session === undefined ? {} : { name: `root user as ${session}` };
}

function vouchedFor({ arn, principalId, userName, identityProvider }: TrailIdentity): AuditActor | undefined {
  const native = arn ?? principalId ?? userName;
  if (native === undefined) return undefined;
  const by = identityProvider === undefined ? '' : ` by ${identityProvider}`;
  return { kind: 'federated', native, name: `${userName ?? nameIn(native)}${by}` };
}

function unknown(identity: TrailIdentity | null | undefined): AuditActor {
  const { arn, principalId, userName, type } = identity ?? {};
  const native = arn ?? principalId ?? userName ?? type ?? 'unknown';
  return { kind: 'unknown', native, name: userName ?? native };
}

/** What follows the first slash of an ARN: `role/session` of an assumed role, the name of a user. */
function nameIn(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}

function accountIn(arn: string | undefined): string | undefined {
  return arn?.split(':')[4];
}
