import type { JudgedContent, ReadBack, Revocation, Submitted } from '../../../drift/index.js';
import { isWritError } from '../../../kernel/index.js';
import { digestedContent } from '../../../meaning/index.js';
import { contentDigest, type ContentPart, type PermissionSetContent } from '../../../model/index.js';
import { whole } from '../reads/content.js';
import { listProvisioned } from '../reads/pairs.js';
import { setIsGone } from '../reads/set-is-gone.js';
import {
  contentChanged,
  contentNow,
  expectDigest,
  expectJudged,
  partsOf,
  readSpread,
  refuseOther,
  type Expected,
} from './compare.js';
import { whenFree, type WriteContext } from './context.js';
import { denies, mayDeny } from './denies.js';
import { isHeld, isRemoved, take } from './part.js';
import { provision, provisionToEnd, readBehind } from './provision.js';

/** Takes something out of a permission set. */
export type ContentRemoval = Extract<Revocation, { readonly what: 'detach-policy' | 'delete-inline' }>;

type Reprovision = Extract<Revocation, { readonly what: 're-provision' }>;

/** Looks at the content after a removal before it is called changed by someone else. */
const LOOKS = 5;

/**
 * Takes a policy out of a set, and then out of the accounts: they keep it until the set is provisioned there again.
 * INVARIANT: provisioning narrows. Only accounts that had exactly the content from before are provisioned, and only
 * while the content differs from the judged one by nothing but what is taken off.
 */
export async function removePart(context: WriteContext, removal: ContentRemoval): Promise<Submitted> {
  const { access, instance } = context;
  const set = removal.native;
  const before = await contentNow(context, removal);
  if (before === 'gone') return { state: 'done' };
  const now = partsOf(removal.set, before);
  if (!now.some((part) => isRemoved(removal, part))) return { state: 'done' };
  const judged = removal.judged ?? { parts: now, leaving: [] };
  if (!expectJudged(removal, judged).allows(before)) throw contentChanged(set);
  refuseDeny(removal, before);
  const where = await whole(listProvisioned(access, instance, set));
  const behind = new Set(
    await whole(listProvisioned(access, instance, set, 'LATEST_PERMISSION_SET_NOT_PROVISIONED')),
  );
  const left = expectJudged(removal, leftOf(removal, judged));
  await takeUnchanged(context, removal, expectJudged(removal, { parts: now, leaving: [] }), left);
  if (where.length === 0) return { state: 'done' };
  await seen(context, left);
  if (behind.size === 0) return provision(context, left, 'everywhere');
  for (const account of where) if (!behind.has(account)) await provisionToEnd(context, left, account);
  return { state: 'done' };
}

/**
 * Brings one account up to the content that was judged. INVARIANT: what was put on the set since the judgement is never
 * spread by it. Throws CONTENT_CHANGED when the content is another one by now; a set that is gone is done.
 */
export async function reprovision(context: WriteContext, wanted: Reprovision): Promise<Submitted> {
  const { set, account, content } = wanted;
  const now = await contentNow(context, wanted);
  if (now === 'gone') return { state: 'done' };
  const expected = expectDigest(wanted, content ?? contentDigest(digestedContent(set, now)));
  return provision(context, expected, { account });
}

/** Gone from the set, no account behind it, and nothing else carried on: an account behind may still have the policy. */
export function readPart(context: WriteContext, removal: ContentRemoval): Promise<ReadBack> {
  return reading(context, removal, async () => {
    if (await isHeld(context, removal)) return { state: 'present' };
    const { judged } = removal;
    const left = judged && expectJudged(removal, leftOf(removal, judged));
    const spread = left && (await readSpread(context, left, 'everywhere'));
    return spread ?? (await readBehind(context, removal.native, 'everywhere'));
  });
}

/** The account is no longer behind, and has the content that was judged. */
export function readReprovision(context: WriteContext, wanted: Reprovision): Promise<ReadBack> {
  return reading(context, wanted, async () => {
    const { native, account, content } = wanted;
    const expected = content && expectDigest(wanted, content);
    const spread = expected && (await readSpread(context, expected, [account]));
    return spread ?? (await readBehind(context, native, { account }));
  });
}

async function reading(
  { access, instance }: WriteContext,
  { native }: Pick<ContentRemoval, 'native'>,
  read: () => Promise<ReadBack>,
): Promise<ReadBack> {
  try {
    return await read();
  } catch (error) {
    if (!isWritError(error)) throw error;
    if (error.code === 'PROVIDER_NOT_FOUND' && (await setIsGone(access, instance, native)))
      return { state: 'absent' };
    return { state: 'unreadable', error };
  }
}

/** The judged content without what is removed. */
function leftOf(removal: ContentRemoval, { parts, leaving }: JudgedContent): JudgedContent {
  const stays = (part: ContentPart): boolean => !isRemoved(removal, part);
  return { parts: parts.filter(stays), leaving: leaving.filter(stays) };
}

/** Takes the part off, and looks before each try whether the content is still what was read. */
async function takeUnchanged(
  context: WriteContext,
  removal: ContentRemoval,
  before: Expected,
  left: Expected,
): Promise<void> {
  await whenFree(
    context,
    async () => {
      await refuseOther(context, before);
      await take(context, removal);
    },
    // A try whose answer was lost may have taken it off.
    async () => {
      const now = await contentNow(context, removal);
      return now === 'gone' || left.allows(now);
    },
  );
}

function refuseDeny({ what, native }: ContentRemoval, { inline }: PermissionSetContent): void {
  if (what === 'delete-inline' && inline !== undefined && mayDeny(inline)) throw denies(native);
}

/** Waits until the set shows what is left, and nothing else. */
async function seen(context: WriteContext, left: Expected): Promise<void> {
  const { clock, limits, signal } = context.access;
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const now = await contentNow(context, left);
    if (now !== 'gone' && left.allows(now)) return;
    await clock.sleep(limits.writePoll, signal);
  }
  throw contentChanged(left.native);
}
