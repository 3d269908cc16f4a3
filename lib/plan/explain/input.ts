import type { Digest, Instant } from '../../kernel/index.js';
import type { EdgeId } from '../../model/index.js';
import type { Manifest, Tombstone } from '../../manifest/index.js';
import type { Decision } from '../../policy/index.js';
import type { Derivation } from '../derive/derive.js';

/** What the effects of a plan are explained by. Whoever fills it judges again by the code of the base, at `at`; nothing of it comes from the head. */
export interface PlanExplainInput {
  /** Of this plan, by {@link derive}; it agrees with `manifest` (`agree`). */
  readonly derivation: Derivation;
  /** What the shard was synthesized with, reproduced byte for byte by a job without credentials. */
  readonly manifest: Manifest;
  /** What the last apply of this shard was bound to, from a verified ledger; absent where there was none. */
  readonly base?: Manifest;
  /** The instant of judging. */
  readonly at: Instant;
  /** The decisions that count at `at`: the keys of `Synthesis.seats`, made anew. */
  readonly decisions: Iterable<Pick<Decision, 'ticket' | 'digest'>>;
  /** What applies have given on which decision, each edge once read back as live; from a verified ledger. */
  readonly given: readonly GivenByDecision[];
  /** Wanted edges that a verified ledger has seen live, and whose absence a sweep that ended before planning has proved (`missing` of a drift). */
  readonly lost: ReadonlySet<EdgeId>;
  /** What has ended for good; from a verified ledger. */
  readonly tombstones: readonly Tombstone[];
  /** Digest of the identity snapshot that is judged with. */
  readonly feed: Digest;
  /** The event of the feeds by which somebody has a birthright, by the id of the edge that it gives; where it is known. */
  readonly events?: ReadonlyMap<EdgeId, string>;
  /** Declarations that governors approved, founding included; from a verified ledger. */
  readonly governance: readonly ApprovedDeclarations[];
}

/** A decision, and what was given on it. */
export interface GivenByDecision {
  /** Of the content that was approved. */
  readonly decision: Digest;
  readonly edges: readonly EdgeId[];
}

/** A catalogue that governors approved. */
export interface ApprovedDeclarations {
  /** `digestOf(catalogue)`. */
  readonly declarations: Digest;
  /** What the approval covers: `content` of the governance record, or the digest of the entry that founded the ledger. */
  readonly approval: Digest;
}
