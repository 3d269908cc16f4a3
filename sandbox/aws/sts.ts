import { callerIdentity } from './identity.js';
import { escaped, readForm, type QueryCall, type QueryService } from './query.js';
import { integer, optional, text } from './shapes.js';
import { roleParts } from './trail.js';

const roleRequest = {
  RoleArn: text({ min: 20, max: 2048 }),
  RoleSessionName: text({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
  DurationSeconds: optional(integer(900, 43200)),
};

/** AWS STS. */
export const sts: QueryService = {
  name: 'sts',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: { GetCallerIdentity: identityXml, AssumeRole: assumeRole },
};

function identityXml(call: QueryCall): string {
  const { arn, userId, account } = callerIdentity(call.actor, call.runtime.world.aws);
  return `<Arn>${escaped(arn)}</Arn><UserId>${escaped(userId)}</UserId><Account>${account}</Account>`;
}

/** Trust policies are not evaluated: any role can be assumed, and its new key acts as that role. */
function assumeRole({ runtime, form }: QueryCall): string {
  // Form values are strings; the numeric members become numbers before they are checked.
  const duration = form['DurationSeconds'];
  const input = readForm(
    roleRequest,
    duration === undefined ? form : { ...form, DurationSeconds: Number(duration) },
  );
  const key = runtime.nextId('access-key');
  runtime.setActor(key, { kind: 'iam-role', arn: input.RoleArn, session: input.RoleSessionName });
  const { accountId, name } = roleParts(input.RoleArn);
  const expires = new Date(runtime.now() + (input.DurationSeconds ?? 3600) * 1000).toISOString();
  const session = escaped(input.RoleSessionName);
  const credentials =
    `<AccessKeyId>${key}</AccessKeyId><SecretAccessKey>sandbox</SecretAccessKey>` +
    `<SessionToken>sandbox-session</SessionToken><Expiration>${expires}</Expiration>`;
  const user =
    `<AssumedRoleId>AROASANDBOX0000000000:${session}</AssumedRoleId>` +
    `<Arn>arn:aws:sts::${accountId}:assumed-role/${escaped(name)}/${session}</Arn>`;
  return `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`;
}
