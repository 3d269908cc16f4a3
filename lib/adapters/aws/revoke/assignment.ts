import { DeleteAccountAssignmentCommand } from '@aws-sdk/client-sso-admin';
import type { Polled, ReadBack, Submitted } from '../../../drift/index.js';
import {
  isAwsGroup,
  isPrincipal,
  type Assignment,
  type Holder,
  type LiveEdge,
} from '../../../model/index.js';
import { required } from '../faults.js';
import { listHolders, listProvisioned, type ObservedHolder } from '../reads/pairs.js';
import { listSets } from '../reads/sets.js';
import { codeOf, notOurs, whenFree, type WriteContext } from './context.js';
import { statusOf } from './status.js';

/** An assignment to take away, in native ids. */
interface Doomed {
  readonly set: string;
  readonly account: string;
  readonly holder: string;
}

/** Asks for the deletion of an assignment; one that is gone is done. */
export async function deleteAssignment(
  context: WriteContext,
  live: LiveEdge,
  target: Assignment,
): Promise<Submitted> {
  const doomed = doomedOf(live, target);
  const type = typeOf(live.edge.holder) ?? (await typeNow(context, doomed));
  if (type === undefined) return { state: 'done' };
  const isGone = async (): Promise<boolean> =>
    (await readAssignment(context, live, target)).state === 'absent';
  return context.unfinished.start(
    context.access,
    async () => {
      const token = await whenFree(context, () => submit(context, doomed, type), isGone);
      return token === 'gone' ? { state: 'done' } : { state: 'pending', token };
    },
    async (token) => (await statusOf(context, 'deletion', token)).state !== 'pending',
  );
}

/** Whether the deletion has ended. One that failed because the assignment was gone before has reached its end. */
export async function pollDeletion(
  context: WriteContext,
  token: string,
  live: LiveEdge,
  target: Assignment,
): Promise<Polled> {
  const polled = await statusOf(context, 'deletion', token);
  if (polled.state !== 'pending') context.unfinished.ended(token);
  if (polled.state !== 'failed') return polled;
  const now = await readAssignment(context, live, target);
  return now.state === 'absent' ? { state: 'done' } : polled;
}

/** A fresh read of the pair, to the end or to the assignment. */
export async function readAssignment(
  context: WriteContext,
  live: LiveEdge,
  target: Assignment,
): Promise<ReadBack> {
  const doomed = doomedOf(live, target);
  const { found, failure } = await findHolder(context, doomed);
  if (found) return { state: 'present' };
  if (!failure) return { state: 'absent' };
  if (failure.code === 'PROVIDER_NOT_FOUND' && (await pairIsGone(context, doomed)))
    return { state: 'absent' };
  return { state: 'unreadable', error: failure };
}

async function submit(
  { access, instance }: WriteContext,
  { set, account, holder }: Doomed,
  type: 'USER' | 'GROUP',
): Promise<string> {
  const action = 'sso:DeleteAccountAssignment';
  const command = new DeleteAccountAssignmentCommand({
    InstanceArn: instance.arn,
    PermissionSetArn: set,
    TargetId: account,
    TargetType: 'AWS_ACCOUNT',
    PrincipalId: holder,
    PrincipalType: type,
  });
  const answer = await access.center.call(action, (o) => access.clients.sso.send(command, o), access.signal);
  return required(answer.AccountAssignmentDeletionStatus?.RequestId, action, 'RequestId');
}

/** Whether no listing shows the pair any more: the set is gone, or is no longer in the account. */
async function pairIsGone({ access, instance }: WriteContext, { set, account }: Doomed): Promise<boolean> {
  const sets = await listSets(access, instance);
  if (sets.failure) return false;
  if (!sets.items.includes(set)) return true;
  const accounts = await listProvisioned(access, instance, set);
  return !accounts.failure && accounts.items.every((id) => id !== account);
}

async function findHolder(
  { access, instance }: WriteContext,
  doomed: Doomed,
): Promise<{
  found: ObservedHolder | undefined;
  failure: Awaited<ReturnType<typeof listHolders>>['failure'];
}> {
  const isIt = (holder: ObservedHolder): boolean => holder.native === doomed.holder;
  const { items, failure } = await listHolders(access, instance, doomed, isIt);
  return { found: items.find(isIt), failure };
}

/** Whether a holder is a user or a group; for one that no record links only the live assignment says so. */
async function typeNow(context: WriteContext, doomed: Doomed): Promise<'USER' | 'GROUP' | undefined> {
  const { found, failure } = await findHolder(context, doomed);
  if (found) return found.type === 'user' ? 'USER' : 'GROUP';
  if (failure && !(codeOf(failure) === 'PROVIDER_NOT_FOUND' && (await pairIsGone(context, doomed))))
    throw failure;
  return undefined;
}

function typeOf(holder: Holder): 'USER' | 'GROUP' | undefined {
  if (isPrincipal(holder)) return 'USER';
  if (holder.kind === 'unlinked') return undefined;
  if (isAwsGroup(holder)) return 'GROUP';
  throw notOurs('an assignment to a group of another provider');
}

function doomedOf({ native }: LiveEdge, { account }: Assignment): Doomed {
  return { set: native.target, account, holder: native.holder };
}
