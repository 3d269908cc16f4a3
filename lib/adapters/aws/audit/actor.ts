import type { AuditActor } from '../../../drift/index.js';
import type { TrailRecord } from './record.js';

const SCIM = 'identitystore-scim.amazonaws.com';

/**
 * Who is behind a record: the Identity Center user on whose behalf it was made, the role that was assumed, the
 * provisioning of the identity provider, a service of AWS; anything else is unknown and named as far as it goes.
 */
export function actorOf({ userIdentity, eventSource }: TrailRecord): AuditActor {
  if (eventSource === SCIM) return { kind: 'service', native: SCIM, name: 'SCIM provisioning' };
  const { type, arn, onBehalfOf, sessionContext, invokedBy, userName, principalId } = userIdentity ?? {};
  if (onBehalfOf) return { kind: 'person', native: onBehalfOf.userId, name: userName ?? onBehalfOf.userId };
  if (type === 'AssumedRole') {
    const role = sessionContext?.sessionIssuer?.arn ?? arn;
    if (role !== undefined) return { kind: 'role', native: role, name: sessionName(arn ?? role) };
  }
  if (type === 'AWSService' && invokedBy !== undefined)
    return { kind: 'service', native: invokedBy, name: invokedBy };
  const native = arn ?? principalId ?? 'unknown';
  return { kind: 'unknown', native, name: userName ?? (type === 'Root' ? 'root user' : native) };
}

/** `role/session` of an assumed-role ARN. */
function sessionName(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}
