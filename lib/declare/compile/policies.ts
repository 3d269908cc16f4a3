import { groupBy, nearest } from '../../kernel/index.js';
import { AWS_MANAGED_POLICIES } from '../../meaning/index.js';
import type { PermissionSetContent } from '../../model/index.js';
import type { Faults } from '../faults.js';
import type { CustomerManagedPolicy, PermissionSet } from '../permission-set.js';
import type { PolicyDocument } from '../policy-document.js';
import { propsOf } from '../props.js';
import { checkStatements } from './statements.js';
import { checkPattern } from './text.js';

/** IAM's quota of managed policies per role; Identity Center allows 20 only where the quota was raised in every account. */
const MAX_MANAGED = 10;
/** Identity Center quota: bytes of an inline policy, and bytes of it that are not white space. */
const MAX_INLINE = 32_768;
const MAX_INLINE_DENSE = 10_240;

/** Identity Center, `ManagedPolicyArn`. */
const POLICY_ARN = {
  pattern: /^arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((\/[A-Za-z0-9.,+@=_-]+)*)\/([A-Za-z0-9.,+=@_-]+)$/,
  max: 2048,
  words: 'the ARN of an AWS managed policy',
};
/** Identity Center, `ManagedPolicyName`. */
const POLICY_NAME = { pattern: /^[\w+=,.@-]+$/, max: 128, words: 'letters, digits and `+=,.@_-`' };
/** Identity Center, `ManagedPolicyPath`. */
const POLICY_PATH = {
  pattern: /^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/,
  max: 512,
  words: 'a path that begins and ends with `/`',
};
/** Identity Center, `PermissionSetPolicyDocument`. */
const POLICY_TEXT = /^[\t\n\r\x20-\xff]+$/;

/** The policies of a permission set in the terms of the live read; what AWS would refuse is a fault. */
export function policiesOf(set: PermissionSet, faults: Faults): Omit<PermissionSetContent, 'sessionMinutes'> {
  const { managedPolicies = [], customerManagedPolicies = [], inlinePolicy, boundary } = propsOf(set);
  checkCount(
    set,
    managedPolicies.length + customerManagedPolicies.length,
    inlinePolicy !== undefined,
    faults,
  );
  checkDistinct(set, customerManagedPolicies, faults);
  if (
    inlinePolicy &&
    gives(set, inlinePolicy, managedPolicies.length + customerManagedPolicies.length, faults)
  ) {
    checkInline(set, JSON.stringify(inlinePolicy), faults);
    checkStatements(set, inlinePolicy, faults);
  }
  return {
    managed: managedPolicies.map((policy) => managedArn(set, 'managedPolicies', policy, faults)),
    customerManaged: customerManagedPolicies.map((policy) =>
      customerManaged(set, 'customerManagedPolicies', policy, faults),
    ),
    ...(inlinePolicy ? { inline: inlinePolicy } : {}),
    ...(boundary === undefined ? {} : { boundary: boundaryOf(set, boundary, faults) }),
  };
}

function boundaryOf(
  set: PermissionSet,
  boundary: string | CustomerManagedPolicy,
  faults: Faults,
): NonNullable<PermissionSetContent['boundary']> {
  return typeof boundary === 'string'
    ? { arn: managedArn(set, 'boundary', boundary, faults) }
    : customerManaged(set, 'boundary', boundary, faults);
}

function managedArn(set: PermissionSet, field: string, policy: string, faults: Faults): string {
  const arn = policy.startsWith('arn:') ? policy : `arn:aws:iam::aws:policy/${policy}`;
  if (arn === policy) checkArn(set, field, arn, faults);
  else checkPublished(set, field, policy, faults);
  return arn;
}

/** Names that AWS published when the list was made. */
const PUBLISHED: ReadonlySet<string> = new Set(AWS_MANAGED_POLICIES);

/** AWS publishes a policy of each name under one path: the same name elsewhere is a slip, and not a policy made since. */
function checkArn(set: PermissionSet, field: string, arn: string, faults: Faults): void {
  checkPattern(set, field, arn, POLICY_ARN, faults);
  const name = arn.split(':policy/').at(-1) ?? '';
  if (!PUBLISHED.has(name) && BY_LAST_NAME.has(lastName(name))) checkPublished(set, field, name, faults, arn);
}

const BY_LAST_NAME: ReadonlyMap<string, string> = new Map(
  AWS_MANAGED_POLICIES.map((name) => [lastName(name), name]),
);

function lastName(name: string): string {
  return name.split('/').at(-1) ?? name;
}

function checkPublished(
  set: PermissionSet,
  field: string,
  policy: string,
  faults: Faults,
  written = policy,
): void {
  if (PUBLISHED.has(policy)) return;
  const meant = BY_LAST_NAME.get(lastName(policy)) ?? nearest(policy, PUBLISHED);
  faults.add(set, {
    what: `\`${field}\` has \`${written}\`, which AWS does not publish${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    remedy:
      'correct the name; a policy that AWS published since is named by its ARN, and counts as privileged',
    candidates: meant === undefined ? [] : [meant],
  });
}

/** A policy lies in each account once by its name, whatever its path. */
function checkDistinct(set: PermissionSet, policies: readonly CustomerManagedPolicy[], faults: Faults): void {
  for (const [name, same] of groupBy(policies, (policy) => policy.name)) {
    if (same.length === 1) continue;
    faults.add(set, {
      what: `\`customerManagedPolicies\` has \`${name}\` ${same.length} times; an account has one policy of a name`,
      remedy: 'name it once, with the path where it lies',
    });
  }
}

/** A policy without any Allow gives nothing, and narrows nothing where nothing else is given. */
function gives(set: PermissionSet, { Statement }: PolicyDocument, others: number, faults: Faults): boolean {
  const isPolicy = Array.isArray(Statement) && Statement.length > 0;
  if (isPolicy && (others > 0 || Statement.some(({ Effect }) => Effect === 'Allow'))) return true;
  faults.add(set, {
    what: `\`inlinePolicy\` ${isPolicy ? 'only denies, and nothing else is given' : 'has no `Statement`'}; a statement that allows something is needed`,
    remedy: 'say what its holder can do',
  });
  return isPolicy;
}

function customerManaged(
  set: PermissionSet,
  field: string,
  { name, path = '/' }: CustomerManagedPolicy,
  faults: Faults,
): { readonly name: string; readonly path: string } {
  checkPattern(set, `${field}.name`, name, POLICY_NAME, faults);
  checkPattern(set, `${field}.path`, path, POLICY_PATH, faults);
  return { name, path };
}

function checkCount(set: PermissionSet, count: number, inline: boolean, faults: Faults): void {
  if (count === 0 && !inline) {
    faults.add(set, {
      what: `permission set \`${set.name}\` has no policy; one or more is allowed`,
      remedy: 'say what its holder can do: `managedPolicies`, `customerManagedPolicies` or `inlinePolicy`',
    });
  }
  if (count <= MAX_MANAGED) return;
  faults.add(set, {
    what: `\`${count}\` managed policies; allowed are ${MAX_MANAGED}, the quota of the IAM role behind the set`,
    remedy: 'join several policies into one customer managed or inline policy',
  });
}

function checkInline(set: PermissionSet, text: string, faults: Faults): void {
  const dense = text.replace(/\s/g, '').length;
  if (text.length > MAX_INLINE || dense > MAX_INLINE_DENSE) {
    faults.add(set, {
      what: `inline policy of \`${text.length}\` characters, \`${dense}\` without white space; allowed are ${MAX_INLINE} and ${MAX_INLINE_DENSE}`,
      remedy: 'move statements into a customer managed policy',
    });
  }
  if (!POLICY_TEXT.test(text)) {
    faults.add(set, {
      what: 'inline policy with characters outside `U+0020` to `U+00FF`; Identity Center allows only these',
      remedy: 'write the policy without them',
    });
  }
}
