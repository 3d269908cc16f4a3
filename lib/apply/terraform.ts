import type { Digest } from '../kernel/index.js';
import type { Provider } from '../model/index.js';

/** The program that is run. */
export interface Tool {
  readonly tool: 'terraform' | 'opentofu';
  readonly version: string;
  /** Of the program's file. */
  readonly digest: Digest;
}

/** One reviewed stack, as it is to be planned. */
export interface ShardToPlan {
  readonly stack: string;
  readonly provider: Provider;
  /** The bytes of its Terraform JSON. */
  readonly configuration: Uint8Array;
}

/** Where the state of one stack lies. */
export interface BackendSaid {
  readonly kind: 'local' | 's3' | 'cloud';
  /** What was given on the command line, by name; never a secret. */
  readonly settings: Readonly<Record<string, string>>;
  readonly workspace: string;
}

/** What came of planning one stack: bytes, judged by nobody yet. */
export interface PlannedShard {
  readonly planFile: Uint8Array;
  /** What `show -json` says of that file. */
  readonly planJson: Uint8Array;
  readonly lock: Uint8Array;
  /** Whether somebody reviewed the lock file before; else the first stack of the run made it. */
  readonly lockReviewed: boolean;
  /** The arguments of every run of the program, in order. */
  readonly arguments: readonly (readonly string[])[];
  readonly backend: BackendSaid;
}

/**
 * Terraform or OpenTofu, run in an environment built from nothing. It carries bytes and judges nothing.
 * Throws TERRAFORM_* and INTERRUPTED.
 */
export interface Terraform {
  tool(): Promise<Tool>;
  /** Plans one stack in a fresh folder. `say` is told what happens, in words without values. */
  plan(shard: ShardToPlan, say: (text: string) => void): Promise<PlannedShard>;
}

/** Which state was seen: of one lineage, its serial only rises. */
export interface StateMark {
  /** Empty where nothing was ever applied. */
  readonly lineage: string;
  readonly serial: number;
}

/** Where planned stacks are kept until they are applied. What cannot be read or listed is not taken for nothing: throws INPUT_*, WRITE_FAILED. */
export interface Bundles {
  /** Takes the bundle of a stack away, so that nothing of an earlier plan can be applied. */
  drop(stack: string): Promise<void>;
  /** Puts a bundle in place whole, or not at all: text or bytes by file name. */
  write(stack: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void>;
  /** The state that the last plan of a stack saw; undefined where there was none. */
  seen(stack: string): Promise<StateMark | undefined>;
  /** Remembers which state was seen, beside the bundle and longer than it. */
  remember(stack: string, mark: StateMark): Promise<void>;
  /** Takes away the bundles of all other stacks: what nobody wants any more is not applied. */
  keepOnly(stacks: ReadonlySet<string>): Promise<void>;
}
