import { ProvisionPermissionSetCommand } from '@aws-sdk/client-sso-admin';
import type { ReadBack, Submitted } from '../../../drift/index.js';
import { plus, WritError } from '../../../kernel/index.js';
import { required } from '../faults.js';
import { listProvisioned } from '../reads/pairs.js';
import { listSets } from '../reads/sets.js';
import { whenFree, type WriteContext } from './context.js';
import { statusOf } from './status.js';

/** One account, or every account that has the set. */
export type Where = 'everywhere' | { readonly account: string };

/** Brings one account, or every account that has the set, up to the set's content. A set that is gone is done. */
export function provision(context: WriteContext, set: string, where: Where): Promise<Submitted> {
  return context.unfinished.start(
    context.access,
    async () => {
      const token = await whenFree(
        context,
        () => submit(context, set, where),
        () => Promise.resolve(false),
      );
      return token === 'gone' ? { state: 'done' } : { state: 'pending', token };
    },
    async (token) => (await statusOf(context, 'provisioning', token)).state !== 'pending',
  );
}

/** {@link provision}, and waits for its end within the configured patience. */
export async function provisionToEnd(context: WriteContext, set: string, account: string): Promise<void> {
  const { clock, limits, signal } = context.access;
  const submitted = await provision(context, set, { account });
  if (submitted.state === 'done') return;
  const until = plus(clock.now(), limits.writePatience);
  for (;;) {
    const polled = await statusOf(context, 'provisioning', submitted.token);
    if (polled.state !== 'pending') context.unfinished.ended(submitted.token);
    if (polled.state === 'done') return;
    if (polled.state === 'failed') throw provisioningFailed(set, account, polled.reason);
    if (clock.now() >= until) throw provisioningStuck(set, account);
    await clock.sleep(limits.writePoll, signal);
  }
}

/** Whether an account, or any account, is behind the set's content. `absent`: none is. */
export async function readBehind(
  { access, instance }: WriteContext,
  set: string,
  where: Where,
): Promise<ReadBack> {
  const behind = await listProvisioned(access, instance, set, 'LATEST_PERMISSION_SET_NOT_PROVISIONED');
  if (behind.items.some((id) => where === 'everywhere' || id === where.account)) return { state: 'present' };
  if (!behind.failure) return { state: 'absent' };
  if (behind.failure.code === 'PROVIDER_NOT_FOUND' && (await setIsGone({ access, instance }, set)))
    return { state: 'absent' };
  return { state: 'unreadable', error: behind.failure };
}

/** Whether a whole listing no longer shows the set. */
export async function setIsGone(
  { access, instance }: Pick<WriteContext, 'access' | 'instance'>,
  set: string,
): Promise<boolean> {
  const { items, failure } = await listSets(access, instance);
  return !failure && !items.includes(set);
}

async function submit({ access, instance }: WriteContext, set: string, where: Where): Promise<string> {
  const action = 'sso:ProvisionPermissionSet';
  const command = new ProvisionPermissionSetCommand({
    InstanceArn: instance.arn,
    PermissionSetArn: set,
    ...(where === 'everywhere'
      ? { TargetType: 'ALL_PROVISIONED_ACCOUNTS' }
      : { TargetType: 'AWS_ACCOUNT', TargetId: where.account }),
  });
  const answer = await access.center.call(action, (o) => access.clients.sso.send(command, o), access.signal);
  return required(answer.PermissionSetProvisioningStatus?.RequestId, action, 'RequestId');
}

function provisioningFailed(set: string, account: string, reason: string): WritError {
  return new WritError(
    'PROVIDER_OPERATION_FAILED',
    `provisioning \`${set}\` in \`${account}\` failed: ${reason}`,
    {
      remedy: 'mend what the reason names, then run the command again',
    },
  );
}

function provisioningStuck(set: string, account: string): WritError {
  return new WritError('PROVIDER_OPERATION_STUCK', `provisioning \`${set}\` in \`${account}\` does not end`, {
    remedy: 'look at the operation in the console, then run the command again',
  });
}
