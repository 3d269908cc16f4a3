import { branded, type Digest } from '../../kernel/index.js';
import { dataFile } from '../data-file.js';
import type { Effects } from '../effects.js';
import type { Policy } from '../grammar/index.js';
import { awsPolicyOf } from './arn.js';
import type { HeldLetter, HexDigest, ManagedPoliciesFile, PolicyRow } from './format.js';
import { fromRow } from './rows.js';

/** A policy that AWS manages, as AWS published it when the data was made. */
export interface PublishedPolicy {
  /** What follows `policy/` in its ARN: `AdministratorAccess`, `job-function/Billing`. */
  readonly path: string;
  /** `v188`. */
  readonly version: string;
  /** The day on which AWS published this version: `2026-07-21`. */
  readonly published: string;
  readonly policy: Policy;
  /** The digest of the policy's normal form. */
  readonly digest: Digest;
  /** What the versions that are known hold: Allow alone in every one of them, Deny alone, or anything else. */
  readonly everHeld: Effects;
  /** Whether the text is that of the ARN's own partition. Only those of `aws` are known; they stand in for others, which may differ. */
  readonly ofItsPartition: boolean;
  /** The version of the data. */
  readonly data: string;
  /** Which of its versions, from the newest to the oldest, a normal form is; undefined where it is none that is known. */
  versionOf(digest: Digest): string | undefined;
}

/** The policies of one file of data. */
export class PublishedPolicies {
  private readonly rows: ReadonlyMap<string, PolicyRow>;
  private readonly read = new Map<string, Policy>();

  constructor(private readonly file: ManagedPoliciesFile) {
    this.rows = new Map(file.policies.map((row) => [row[0], row]));
  }

  /** The version of the data. */
  get version(): string {
    return this.file.version;
  }

  /** The path of each policy, in order. */
  get paths(): readonly string[] {
    return [...this.rows.keys()];
  }

  /** The policy that an ARN names, in any partition; undefined where the data does not have it. */
  find(arn: string): PublishedPolicy | undefined {
    const named = awsPolicyOf(arn);
    const row = named && this.rows.get(named.path);
    if (!row) return undefined;
    const [path, version, published, hex, held, , former] = row;
    const policy = this.policyOf(row);
    return {
      path,
      version,
      published,
      policy,
      digest: digestOf(hex),
      everHeld: HELD[held],
      ofItsPartition: named.partition === 'aws',
      data: this.file.version,
      versionOf: (digest) =>
        [[version, hex] as const, ...former].find(([, each]) => digestOf(each) === digest)?.[0],
    };
  }

  private policyOf([path, , , , , statements]: PolicyRow): Policy {
    const known = this.read.get(path);
    if (known) return known;
    const policy: Policy = { statements: statements.map(fromRow) };
    this.read.set(path, policy);
    return policy;
  }
}

const HELD: Readonly<Record<HeldLetter, Effects>> = { a: 'Allow', d: 'Deny', b: 'both' };

function digestOf(hex: HexDigest): Digest {
  return branded<'digest'>(`sha256:${hex}`);
}

let pinned: PublishedPolicies | undefined;

/** The policies that this version of Writ is pinned to; read on first use. */
export function pinnedPolicies(): PublishedPolicies {
  return (pinned ??= new PublishedPolicies(
    JSON.parse(dataFile('managed-policies.json').toString()) as ManagedPoliciesFile,
  ));
}

/**
 * The policy of AWS's own that an ARN names, in any partition, as the pinned data has it. Undefined where it is not known: what it
 * allows cannot be judged then. A customer's policy never is.
 */
export function publishedPolicy(arn: string): PublishedPolicy | undefined {
  return awsPolicyOf(arn) && pinnedPolicies().find(arn);
}
