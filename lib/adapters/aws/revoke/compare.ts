import { isAsJudged, type JudgedContent, type ReadBack } from '../../../drift/index.js';
import { sortedTexts, WritError, type Digest } from '../../../kernel/index.js';
import { digestedContent } from '../../../meaning/index.js';
import {
  contentDigest,
  type ContentPart,
  type PermissionSetContent,
  type PermissionSetRef,
} from '../../../model/index.js';
import { readContent, whole } from '../reads/content.js';
import { listProvisioned } from '../reads/pairs.js';
import { setIsGone } from '../reads/set-is-gone.js';
import type { WriteContext } from './context.js';

/** A permission set, by name and by native id. */
export interface OfSet {
  readonly set: PermissionSetRef;
  readonly native: string;
}

/** A set with the content that may be carried into accounts. */
export interface Expected extends OfSet {
  readonly allows: (content: PermissionSetContent) => boolean;
}

/** Expects the judged content; what is leaving it may be gone. */
export function expectJudged({ set, native }: OfSet, judged: JudgedContent): Expected {
  return { set, native, allows: (content) => isAsJudged(judged, partsOf(set, content)) };
}

/** Expects the content of this digest. */
export function expectDigest({ set, native }: OfSet, digest: Digest): Expected {
  return { set, native, allows: (content) => contentDigest(digestedContent(set, content)) === digest };
}

/** The content now, to the end of every listing. Throws what a read failed with. */
export async function contentNow(
  { access, instance }: WriteContext,
  { native }: OfSet,
): Promise<PermissionSetContent | 'gone'> {
  const { content, failure } = await readContent(access, instance, native);
  if (content) return content;
  if (failure?.code === 'PROVIDER_NOT_FOUND' && (await setIsGone(access, instance, native))) return 'gone';
  throw failure ?? contentChanged(native);
}

/** The parts of a content, as judgement knows them. */
export function partsOf(set: PermissionSetRef, content: PermissionSetContent): readonly ContentPart[] {
  return digestedContent(set, content).parts;
}

/**
 * Reads the content once more. Throws CONTENT_CHANGED when it is not the expected one.
 * INVARIANT: AWS has no conditional write, so this stands directly before every write, each new try included.
 */
export async function refuseOther(context: WriteContext, expected: Expected): Promise<void> {
  const now = await contentNow(context, expected);
  if (now !== 'gone' && !expected.allows(now)) throw contentChanged(expected.native);
}

/**
 * Whether accounts have a content that is not the expected one; undefined when none of `among` does. What was attached
 * between the last look and a provisioning is in the accounts now, and the answer of the provider does not say so.
 */
export async function readSpread(
  context: WriteContext,
  expected: Expected,
  among: 'everywhere' | readonly string[],
): Promise<Extract<ReadBack, { state: 'spread' }> | undefined> {
  const now = await contentNow(context, expected);
  if (now === 'gone' || expected.allows(now)) return undefined;
  const { access, instance } = context;
  const { native } = expected;
  const listing = listProvisioned(access, instance, native, 'LATEST_PERMISSION_SET_PROVISIONED');
  const upToDate = sortedTexts(await whole(listing));
  const accounts = among === 'everywhere' ? upToDate : upToDate.filter((id) => among.includes(id));
  return accounts.length === 0
    ? undefined
    : { state: 'spread', accounts, error: contentSpread(native, accounts) };
}

/** The content was changed after it was judged. */
export function contentChanged(set: string): WritError {
  return new WritError('CONTENT_CHANGED', `the content of \`${set}\` was changed meanwhile`, {
    remedy: 'run drift again: what changed has to be judged before accounts are brought up to it',
  });
}

function contentSpread(set: string, accounts: readonly string[]): WritError {
  return new WritError(
    'CONTENT_SPREAD',
    `a content of \`${set}\` that was not judged is in ${accounts.map((id) => `\`${id}\``).join(', ')}`,
    { remedy: 'run drift at once, and take off what it shows: it was put on the set during this run' },
  );
}
