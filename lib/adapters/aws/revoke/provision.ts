import { ProvisionPermissionSetCommand } from '@aws-sdk/client-sso-admin';
import type { ReadBack, Submitted } from '../../../drift/index.js';
import { plus, WritError } from '../../../kernel/index.js';
import { required } from '../faults.js';
import { listProvisioned } from '../reads/pairs.js';
import { setIsGone } from '../reads/set-is-gone.js';
import { readSpread, refuseOther, type Expected } from './compare.js';
import { whenFree, type WriteContext } from './context.js';
import { statusOf } from './status.js';

/** One account, or every account that has the set. */
export type Where = 'everywhere' | { readonly account: string };

/**
 * Brings one account, or every account that has the set, up to the set's content. A set that is gone is done.
 * INVARIANT: only the expected content is carried on; it is compared before each try, room for the write found.
 */
export function provision(context: WriteContext, expected: Expected, where: Where): Promise<Submitted> {
  return context.unfinished.start(
    context.access,
    async () => {
      const token = await whenFree(
        context,
        async () => {
          await refuseOther(context, expected);
          return submit(context, expected.native, where);
        },
        () => Promise.resolve(false),
      );
      return token === 'gone' ? { state: 'done' } : { state: 'pending', token };
    },
    async (token) => (await statusOf(context, 'provisioning', token)).state !== 'pending',
  );
}

/** {@link provision}, waits for its end within the configured patience, and sees what it carried on. */
export async function provisionToEnd(
  context: WriteContext,
  expected: Expected,
  account: string,
): Promise<void> {
  const submitted = await provision(context, expected, { account });
  if (submitted.state === 'done') return;
  const failure = await endOf(context, expected.native, account, submitted.token);
  const spread = await readSpread(context, expected, [account]);
  if (spread) throw spread.error;
  if (failure) throw failure;
}

/** Waits; what went wrong is a value, since a provisioning that failed may have carried something on all the same. */
async function endOf(
  context: WriteContext,
  set: string,
  account: string,
  token: string,
): Promise<WritError | undefined> {
  const { clock, limits, signal } = context.access;
  const until = plus(clock.now(), limits.writePatience);
  for (;;) {
    const polled = await statusOf(context, 'provisioning', token);
    if (polled.state !== 'pending') context.unfinished.ended(token);
    if (polled.state === 'done') return undefined;
    if (polled.state === 'failed') return provisioningFailed(set, account, polled.reason);
    if (clock.now() >= until) return provisioningStuck(set, account);
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
  if (behind.failure.code === 'PROVIDER_NOT_FOUND' && (await setIsGone(access, instance, set)))
    return { state: 'absent' };
  return { state: 'unreadable', error: behind.failure };
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
