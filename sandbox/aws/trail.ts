import type { Runtime } from '../core/runtime.js';
import type { Actor, AwsState } from '../core/state.js';

/** One management event before it has the shape of a CloudTrail record. */
export interface TrailEntry {
  readonly eventSource: string;
  readonly eventName: string;
  readonly actor: Actor;
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
  /** Set when the call was refused. */
  readonly error?: { readonly code: string; readonly message: string };
  /** @default - a made one */
  readonly requestId?: string;
  /** @default - the sandbox's own key */
  readonly accessKeyId?: string;
  readonly userAgent?: string;
}

/** Puts one event at the end of the trail. */
export function recordTrail(runtime: Runtime, entry: TrailEntry): void {
  const { aws } = runtime.world;
  const at = runtime.now() + runtime.settings.cloudTrailAheadMs;
  const eventId = runtime.nextId('event');
  const accessKeyId = entry.accessKeyId ?? 'ASIASANDBOXSERVICE00';
  const username = usernameOf(entry.actor);
  runtime.cloudTrail.push({
    eventId,
    eventName: entry.eventName,
    eventSource: entry.eventSource,
    at,
    username,
    readOnly: false,
    // Identity Center and Identity Store events name no resources; what they touched is in requestParameters.
    resources: [],
    record: {
      eventVersion: '1.10',
      userIdentity: userIdentity(entry.actor, aws, accessKeyId),
      eventTime: isoSeconds(at),
      eventSource: entry.eventSource,
      eventName: entry.eventName,
      awsRegion: aws.region,
      sourceIPAddress: '127.0.0.1',
      userAgent: entry.userAgent ?? 'writ-sandbox',
      ...(entry.error && { errorCode: entry.error.code, errorMessage: entry.error.message }),
      requestParameters: entry.requestParameters,
      responseElements: entry.error === undefined ? entry.responseElements : null,
      requestID: entry.requestId ?? runtime.nextId('request'),
      eventID: eventId,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: aws.managementAccountId,
      eventCategory: 'Management',
    },
  });
}

/**
 * The event of one call of the SCIM endpoint of Identity Center (`CreateUser`, `PatchGroup`, …). The real
 * service hides names in it; ids stay.
 */
export function recordScimTrail(
  runtime: Runtime,
  eventName: string,
  requestParameters: Readonly<Record<string, unknown>>,
  responseElements: unknown = null,
): void {
  recordTrail(runtime, {
    eventSource: 'identitystore-scim.amazonaws.com',
    eventName,
    actor: { kind: 'scim' },
    requestParameters: { tenantId: runtime.world.aws.identityStoreId, ...requestParameters },
    responseElements,
    userAgent: 'Okta SCIM Client 1.0.0',
  });
}

/** CloudTrail's way of writing an instant. */
export function isoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** ARN of the identity store that this organization's events name. */
export function identityStoreArn(aws: AwsState): string {
  return `arn:aws:identitystore::${aws.managementAccountId}:identitystore/${aws.identityStoreId}`;
}

/** Empty for Identity Center users: their events carry only the immutable id, in `onBehalfOf`. */
function usernameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'iam-role':
      return actor.session;
    case 'root':
      return 'root';
    case 'iam-user':
      return actor.session ?? actor.userName;
    default:
      return '';
  }
}

function userIdentity(actor: Actor, aws: AwsState, accessKeyId: string): Record<string, unknown> {
  const accountId = aws.managementAccountId;
  switch (actor.kind) {
    case 'identity-center-user':
      return {
        type: 'IdentityCenterUser',
        accountId,
        onBehalfOf: { userId: actor.userId, identityStoreArn: identityStoreArn(aws) },
        credentialId: accessKeyId,
      };
    case 'iam-role':
      return assumedRole(actor, accessKeyId);
    case 'root':
      return { type: 'Root', principalId: accountId, arn: rootArn(accountId), accountId, accessKeyId };
    case 'iam-user':
      return iamUser(actor, accountId, accessKeyId);
    case 'aws-account':
      return { type: 'AWSAccount', principalId: `AIDA${actor.accountId}`, accountId: actor.accountId };
    default:
      return { type: 'WebIdentityUser', accountId, accessKeyId };
  }
}

function rootArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}

/** An IAM user by its own key, or a session that its key made. */
function iamUser(
  { userName, session }: Extract<Actor, { kind: 'iam-user' }>,
  accountId: string,
  accessKeyId: string,
): Record<string, unknown> {
  const principalId = `AIDA${userName
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .padEnd(17, '0')
    .slice(0, 17)}`;
  const user = { principalId, arn: `arn:aws:iam::${accountId}:user/${userName}`, accountId, userName };
  if (session === undefined) return { type: 'IAMUser', ...user, accessKeyId };
  return {
    type: 'FederatedUser',
    principalId: `${accountId}:${session}`,
    arn: `arn:aws:sts::${accountId}:federated-user/${session}`,
    accountId,
    accessKeyId,
    sessionContext: {
      sessionIssuer: { type: 'IAMUser', ...user },
      attributes: { mfaAuthenticated: 'false' },
    },
  };
}

function assumedRole(
  actor: Extract<Actor, { kind: 'iam-role' }>,
  accessKeyId: string,
): Record<string, unknown> {
  const role = roleParts(actor.arn);
  const principalId = `AROA${role.name
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .padEnd(17, '0')
    .slice(0, 17)}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${actor.session}`,
    arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${actor.session}`,
    accountId: role.accountId,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: actor.arn,
        accountId: role.accountId,
        userName: role.name,
      },
      attributes: { mfaAuthenticated: 'false' },
    },
  };
}

/** Account and last path element of a role's ARN. */
export function roleParts(arn: string): { readonly accountId: string; readonly name: string } {
  return { accountId: arn.split(':')[4] ?? '', name: arn.split('/').at(-1) ?? '' };
}
