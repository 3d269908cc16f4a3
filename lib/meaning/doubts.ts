import { canonicalJson, digestOf } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { denials } from './access.js';
import { broadens } from './compare/broadens.js';
import type { LivePolicies } from './managed/index.js';
import { readContent, type ReadContent } from './read-content.js';

/** A content with the texts that it is read with. */
export interface ComparedSide {
  readonly content: PermissionSetContent;
  readonly read: ReadContent;
  readonly live: LivePolicies;
}

export function sideOf(content: PermissionSetContent, live: LivePolicies): ComparedSide {
  return { content, read: readContent(content, live), live };
}

/**
 * What keeps a proof about the documents that are known from being one about the whole. What only one side has may allow more there, or have
 * denied it here; what both have is the same on both only while nothing else that denies or bounds it goes.
 */
export function doubtsOf(before: ComparedSide, after: ComparedSide): readonly string[] {
  const own = [...unreadBeside(after, before), ...unreadBeside(before, after)];
  const shared = after.read.unread.filter((part) => !own.includes(part));
  const { boundary } = before.content;
  const isLoose = before.read.access.boundary === undefined || shared.length > 0;
  return [
    ...own,
    ...(boundary && isLoose && !isBoundAlike(before, after)
      ? [`permissions boundary ${'arn' in boundary ? boundary.arn : `${boundary.path}${boundary.name}`}`]
      : []),
    ...(deniesLost(before, after) ? shared : []),
  ];
}

/** Whether what bounded the one bounds the other: the same boundary with the same text, or with one that is proved to allow no more. */
function isBoundAlike(before: ComparedSide, after: ComparedSide): boolean {
  const { boundary } = before.content;
  if (canonicalJson(boundary ?? null) !== canonicalJson(after.content.boundary ?? null)) return false;
  if (!boundary || !('arn' in boundary) || !isTextChanged(boundary.arn, before, after)) return true;
  const [earlier, later] = [before.read.access.boundary, after.read.access.boundary];
  return (
    earlier !== undefined &&
    later !== undefined &&
    broadens({ policies: [earlier] }, { policies: [later] }).broadens === 'no'
  );
}

function isTextChanged(
  arn: string,
  { live }: Pick<ComparedSide, 'live'>,
  other: Pick<ComparedSide, 'live'>,
): boolean {
  return live.get(arn)?.digest !== other.live.get(arn)?.digest;
}

/** What of one side is not known and not on the other. */
function unreadBeside(side: ComparedSide, beside: ComparedSide): readonly string[] {
  const { content, live } = side;
  const { content: other } = beside;
  const { inline, ...rest } = content;
  const named = other.customerManaged.map(canonicalJson);
  const isNews =
    inline !== undefined && (other.inline === undefined || digestOf(inline) !== digestOf(other.inline));
  const own = {
    ...rest,
    ...(isNews ? { inline } : {}),
    managed: content.managed.filter(
      (arn) => !other.managed.includes(arn) || isTextChanged(arn, side, beside),
    ),
    customerManaged: content.customerManaged.filter((each) => !named.includes(canonicalJson(each))),
  };
  return readContent(own, live).unread;
}

function deniesLost(before: ComparedSide, after: ComparedSide): boolean {
  const still = new Set(denials(after.read.access).map(canonicalJson));
  return denials(before.read.access).some((each) => !still.has(canonicalJson(each)));
}
