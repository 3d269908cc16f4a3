import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsContext } from './access.js';
import { required } from './faults.js';

/** Who a credential belongs to. */
export interface AwsIdentity {
  readonly account: string;
  /** As STS says it: for a role, the assumed-role ARN with the session. */
  readonly arn: string;
  /** The role as audit events name it; the ARN itself for anything else. */
  readonly actor: string;
}

/** Asks STS who the credential is. Throws a WritError. */
export async function callerOf({ clients, organizations, signal }: AwsContext): Promise<AwsIdentity> {
  const action = 'sts:GetCallerIdentity';
  const answer = await organizations.call(
    action,
    (options) => clients.sts.send(new GetCallerIdentityCommand({}), options),
    signal,
  );
  const arn = required(answer.Arn, action, 'Arn');
  return { account: required(answer.Account, action, 'Account'), arn, actor: roleArn(arn) };
}

/** The paths of a role are not in its sessions' ARNs: a role with a path is told by its name only. */
function roleArn(arn: string): string {
  const session = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session ? `arn:${session[1] ?? ''}:iam::${session[2] ?? ''}:role/${session[3] ?? ''}` : arn;
}
