import type { PlainRequest } from '../core/plain.js';
import type { Actor, AwsState } from '../core/state.js';
import { roleParts } from './trail.js';

/**
 * The access key id of a SigV4 `Authorization` header. Signatures are not verified: a sandbox has no
 * secrets, and clients may sign for any region, with any secret.
 */
export function accessKeyOf(request: PlainRequest): string | undefined {
  const header = request.headers['authorization'] ?? '';
  return /^AWS4-[A-Z0-9-]+ Credential=([\w]+)\//.exec(header)?.[1];
}

/** The caller as STS names it. */
export function callerIdentity(
  actor: Actor,
  aws: AwsState,
): { readonly account: string; readonly arn: string; readonly userId: string } {
  if (actor.kind === 'iam-role') {
    const { accountId, name } = roleParts(actor.arn);
    return {
      account: accountId,
      arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${actor.session}`,
      userId: `AROASANDBOX0000000000:${actor.session}`,
    };
  }
  const account = aws.managementAccountId;
  const session = actor.kind === 'identity-center-user' ? actor.userName : actor.kind;
  return {
    account,
    arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Console_0000000000000000/${session}`,
    userId: `AROASANDBOX0000000000:${session}`,
  };
}
