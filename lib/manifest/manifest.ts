import type { Code, Digest, Instant, List } from '../kernel/index.js';
import type { Basis, Edge, EdgeId, Grant, Principal, Standing, Window } from '../model/index.js';
import type { BirthrightRule, HeldBirthright } from './birthright.js';
import type { Catalogue } from './catalogue.js';

/** Version of the persisted manifest. */
export const MANIFEST_SCHEMA = 'writ.manifest/1';

/** What synthesis says is wanted at `asOf`, in total order; its digest is over its canonical form. */
export interface Manifest {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly asOf: Instant;
  readonly inputs: ManifestInputs;
  /** What is in force: as declared, but for what is held back. */
  readonly catalogue: Catalogue;
  /** What is declared, where part of it is held back; absent where it is what is in force. */
  readonly declared?: Catalogue;
  /** The birthrights that are accepted, where some that are declared are held back; absent where all are in force. */
  readonly birthrights?: readonly BirthrightRule[];
  /** Birthrights that no approved governance change covers. */
  readonly heldBack?: readonly HeldBirthright[];
  /** Sorted by id. */
  readonly edges: readonly WantedEdge[];
  /** Sorted by principal, package, asset, entitlement. */
  readonly grants: readonly Grant[];
  /** Bases that ended at or before `asOf`: what must not be live any more unless another basis holds it. */
  readonly ended: readonly EndedGrant[];
  /** Tickets that yield no grant now, and why. */
  readonly omitted: readonly OmittedTicket[];
  /** Birthrights left out since their holder lacks an account that they need; never guessed. */
  readonly unplaced?: readonly UnplacedGrant[];
  /** Decided bases that are not given, since whose account is meant is in doubt: what they would give is not foreign. */
  readonly held?: readonly HeldGrant[];
  readonly shards: readonly Shard[];
  /** With `stacks`: what the `cdktf` command reads in this file, so that one folder serves both. */
  readonly version?: string;
  readonly stacks?: Readonly<Record<string, CdktfStack>>;
}

/** A stack as the `cdktf` command looks it up; paths are relative to the output folder. */
export interface CdktfStack {
  readonly name: string;
  readonly constructPath: string;
  readonly workingDirectory: string;
  readonly synthesizedStackPath: string;
  readonly annotations: readonly never[];
  readonly dependencies: readonly string[];
}

/** Digests of everything that synthesis is a function of. */
export interface ManifestInputs {
  readonly declarations: Digest;
  readonly tickets: Digest;
  readonly identity: Digest;
  readonly decisions: Digest;
  readonly tombstones: Digest;
  /** What was accepted of birthrights, where something is held back by it. */
  readonly birthrights?: Digest;
}

/** An edge that is wanted while its window is open. */
export interface WantedEdge {
  readonly id: EdgeId;
  readonly edge: Edge;
  /** `structure`: what a carrier holds. `holding`: who is in it, or a direct assignment. `pushed`: made by SCIM from `upstream`. */
  readonly role: 'structure' | 'holding' | 'pushed';
  /** From the earliest start to the latest end of what needs it. */
  readonly window: Window;
  /** Why it is wanted: package and asset, and for holdings the bases. Sorted. */
  readonly because: List<Provenance>;
  readonly carriage: Carriage;
}

/** The package and asset that an edge is wanted for. */
export interface Provenance {
  readonly package: string;
  readonly asset: string;
  /** Absent on structure, which stands by declaration. */
  readonly standing?: Standing;
}

/** What puts the edge there: a Terraform resource (or an element of one), or a push from an upstream edge. */
export type Carriage =
  | {
      readonly by: 'terraform';
      readonly stack: string;
      readonly address: string;
      readonly slot: 'resource' | { readonly attribute: string; readonly element: string };
    }
  | { readonly by: 'push'; readonly upstream: EdgeId }
  | { readonly by: 'external'; readonly owner: string };

/** A grant whose basis is over. */
export interface EndedGrant {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly basis: Basis;
  readonly window: Window;
  readonly endedAt: Instant;
  readonly why: 'window' | 'trigger' | 'removal' | 'left' | 'tombstone';
  readonly via: readonly { readonly id: EdgeId; readonly edge: Edge }[];
}

/** A ticket without effect: invalid, undecided, denied, quarantined, or not yet open. */
export interface OmittedTicket {
  readonly ticket: string;
  readonly file: string;
  readonly state: 'invalid' | 'undecided' | 'denied' | 'quarantined' | 'upcoming' | 'ended';
  /** The digest that a decision has to cover, when the ticket could be resolved. */
  readonly digest?: Digest;
  /** The edges that it would give, when it could be resolved: live ones among them are foreign, `undecided`. */
  readonly edges?: readonly EdgeId[];
  readonly reasons: readonly Reason[];
}

/** Why something was left out: a code, what is wrong, and what to do about it. */
export interface Reason {
  readonly code: Code;
  readonly message: string;
  readonly remedy: string;
}

/** A birthright that is not given, and why. */
export interface UnplacedGrant {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly basis: Basis;
  readonly reason: Reason;
}

/** A decided basis whose holder is in doubt, with the edges that it would give: given nothing, and nothing of it taken. */
export interface HeldGrant {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly basis: Basis;
  readonly window: Window;
  readonly via: readonly { readonly id: EdgeId; readonly edge: Edge }[];
  readonly reason: Reason;
}

/** One Terraform stack. `kind` tells tickets' small shards from standing structure. */
export interface Shard {
  readonly stack: string;
  readonly kind: 'structure' | 'standing' | 'ticketed';
  readonly provider: 'aws' | 'okta';
  readonly resources: number;
  readonly edges: number;
  /** Digest of the stack's canonical Terraform JSON. */
  readonly digest: Digest;
}
