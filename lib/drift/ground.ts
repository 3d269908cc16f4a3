import { linksOf, type IdentityLinks, type IdentitySnapshot } from '../identity/index.js';
import {
  liveObjects,
  readability,
  type AbsenceProof,
  type Anchor,
  type AuditReads,
  type Inventory,
  type LiveRule,
} from '../inventory/index.js';
import type { Digest, Instant } from '../kernel/index.js';
import type { LivePolicies } from '../meaning/index.js';
import type { Manifest, WantedEdge } from '../manifest/index.js';
import { refKey, type Pushes, type SourceId, type Target } from '../model/index.js';
import { NOTHING_AHEAD, type Ahead } from './ahead.js';
import { attributor, type Attribute } from './attribution.js';
import { birthrightTargets } from './birthrights.js';
import { carriedBy, type Carried } from './carried.js';
import { claimsOf, type Claims } from './claims.js';
import { conflictsOf, type AccountConflicts } from './conflicts.js';
import { EdgeIndex } from './edge-index.js';
import { holdersOf, type Holders } from './holders.js';
import { rememberedIn } from './memory.js';
import { leftBehind, type LeftBehind } from './left-behind.js';
import { NOTHING_KNOWN, type Known } from './known.js';
import type { JournalEntry } from './journal.js';
import type { Patience } from './ports.js';
import { isDeclaredPush, pushesIn } from './pushes.js';
import { scopesOf, type Scopes } from './scope.js';
import { sightingsOf, type Sightings } from './sightings.js';
import { endedByEdge, omittedByEdge } from './wanted.js';
import { speech, type Speech } from './words.js';
import { ambiguousNames } from './classes/ambiguous.js';

/** All that a judgement is a function of. */
export interface JudgeInput {
  readonly manifest: Manifest;
  /** The digest of the manifest's canonical form, as its reader checked it. */
  readonly manifestDigest: Digest;
  readonly inventory: Inventory;
  readonly identity: IdentitySnapshot;
  readonly journal: readonly JournalEntry[];
  /** What of the journal lies ahead of the clock, and was left out of it. @default - nothing */
  readonly ahead?: Ahead;
  readonly audit: AuditReads;
  /** What the record knows of what is wanted. @default - NOTHING_KNOWN */
  readonly known?: Known;
  /** Native ids of our own pipelines in the audit logs; compared exactly. */
  readonly pipelines: readonly string[];
  readonly at: Instant;
  readonly patience: Patience;
}

/** What a judgement stands on: its input, with every index that classes and rails look things up in, each built once. */
export interface Ground extends JudgeInput {
  readonly known: Known;
  readonly ahead: Ahead;
  readonly links: IdentityLinks;
  /** Absence is concluded through this and nothing else. */
  readonly absent: AbsenceProof;
  /** Positions in the manifest's edges. */
  readonly wanted: EdgeIndex;
  readonly ended: ReturnType<typeof endedByEdge>;
  readonly omitted: ReturnType<typeof omittedByEdge>;
  readonly scopes: Scopes;
  readonly holders: Holders;
  readonly carried: Carried;
  readonly speech: Speech;
  readonly sightings: Sightings;
  readonly attribute: Attribute;
  /** What accounts that are behind may still have. */
  readonly leftBehind: LeftBehind;
  /** Declared objects that earlier runs saw, by the key of their ref. */
  readonly remembered: ReadonlyMap<string, Anchor>;
  /** Accounts that the feeds and the live world call differently. */
  readonly conflicts: AccountConflicts;
  /** Approved grants of holders in doubt. */
  readonly claims: Claims;
  /** Keys of the targets that job functions give by birthright. */
  readonly birthrights: ReadonlySet<string>;
  /** Keys of refs whose name several live objects carry. */
  readonly ambiguous: ReadonlySet<string>;
  /** Whether a push from one to the other is declared. */
  readonly declaredPush: (from: Target, to: Target) => boolean;
  /** Which groups fill which, as declared or as seen. */
  readonly pushes: Pushes;
  /** The rules that were listed, by source and native id. */
  readonly rules: ReadonlyMap<string, LiveRule>;
  /** The texts of AWS's managed policies that were read live, by ARN. */
  readonly policies: LivePolicies;
  /** Native ids of live groups and permission sets by key. */
  readonly natives: ReadonlyMap<string, string>;
}

/** Builds the indexes, each in one pass. */
export function groundOf(input: JudgeInput): Ground {
  const { manifest, inventory, at } = input;
  const links = linksOf(input.identity);
  const holders = holdersOf(manifest.catalogue, inventory, links, at);
  const carried = carriedBy(inventory, manifest.catalogue);
  const intents = input.journal.filter((entry) => entry.kind === 'intent');
  return {
    known: NOTHING_KNOWN,
    ahead: NOTHING_AHEAD,
    ...input,
    links,
    absent: readability(inventory),
    wanted: new EdgeIndex(bareEdges(manifest.edges)),
    ended: endedByEdge(manifest),
    omitted: omittedByEdge(manifest),
    scopes: scopesOf(manifest, inventory),
    holders,
    carried,
    speech: speech(manifest.catalogue, inventory, links, holders, carried),
    sightings: sightingsOf(input.journal),
    attribute: attributor(input.audit, intents, input.pipelines, links, at),
    leftBehind: leftBehind(input.journal, input.audit),
    remembered: rememberedIn(input.journal),
    conflicts: conflictsOf(inventory, input.identity, links, at),
    claims: claimsOf(manifest, inventory, links, at),
    birthrights: birthrightTargets(manifest.catalogue),
    ambiguous: ambiguousNames(inventory),
    declaredPush: isDeclaredPush(manifest.catalogue),
    pushes: pushesIn(manifest.catalogue, inventory),
    policies: new Map(inventory.policies.map((policy) => [policy.arn, policy])),
    rules: new Map(inventory.rules.map((rule) => [ruleKey(rule.source, rule.native), rule])),
    natives: new Map(liveObjects(inventory).map(({ ref, native }) => [refKey(ref), native])),
  };
}

/** How {@link Ground.rules} names a rule. */
export function ruleKey(source: SourceId, native: string): string {
  return JSON.stringify([source, native]);
}

function* bareEdges(wanted: readonly WantedEdge[]): Iterable<WantedEdge['edge']> {
  for (const { edge } of wanted) yield edge;
}
