import {
  digestOf,
  isWritError,
  messageOf,
  quoted,
  sortedTexts,
  WritError,
  type Digest,
  type Instant,
} from '../../kernel/index.js';
import { declaredFindings, findingsAbout, linksOf } from '../../identity/index.js';
import type { BirthrightRule, Catalogue } from '../../manifest/index.js';
import {
  allDecisions,
  birthrightDigest,
  birthrightRules,
  classed,
  differing,
  governanceDigest,
  judgeGovernance,
  loginsOf,
  rulesInForce,
  unreadableGovernance,
  type GovernanceRecord,
  type GovernedPlaces,
  type ObservedChange,
  type RuleEngine,
} from '../../policy/index.js';
import type { DecideTicketsInput } from '../decide.js';
import { observedApprovals } from '../observed-approvals.js';
import { manifestOf, type Reproduction } from './reproduction.js';
import { governanceEffect } from './effect/effect.js';

/** Where a change is read from. The head is data: nothing of it is run. */
export interface GovernancePorts {
  /** What the base decides by: its declarations, people, tickets, decisions and rules, at the instant that is judged at. */
  base(): Promise<GovernanceBase>;
  /** What the head declares, and its rules. */
  head(): Promise<GovernanceHead>;
}

/** The head: what it says of itself. */
export interface GovernanceHead {
  readonly catalogue: Catalogue;
  readonly engine: RuleEngine;
  /** Digest of the bytes of its manifest. */
  readonly manifest?: Digest;
  /** What a job without credentials made of the head. @default - nobody reproduced it: it is a claim */
  readonly reproduced?: Reproduction;
}

/** The base: its catalogue is what is in force of what it declares. */
export interface GovernanceBase extends Omit<DecideTicketsInput, 'observations'> {
  /** What it declares. @default - the catalogue: nothing is held back */
  readonly declared?: Catalogue;
}

/** Which change is asked about. */
export interface GovernanceAsked {
  readonly change: string;
  readonly observations: DecideTicketsInput['observations'];
  readonly places: GovernedPlaces;
  readonly at: Instant;
}

/**
 * What a change is, what it does to whom, and what is decided of it, by the base alone. What cannot be read is refused with its own code, whatever else
 * is so. Throws NOT_FOUND where nobody saw such a change.
 */
export async function judgeChange(
  ports: GovernancePorts,
  { change: id, observations, places, at }: GovernanceAsked,
): Promise<GovernanceRecord> {
  const change = changeNamed(observations.changes, id);
  const unread = (side: 'BASE' | 'HEAD', error: unknown): GovernanceRecord =>
    unreadableGovernance(change, classed(change, places, []), {
      side: sideOf(side, error),
      why: messageOf(error),
      at,
    });
  const base = await tried(() => ports.base());
  if ('error' in base) return unread('BASE', base.error);
  const head = await tried(() => ports.head());
  if ('error' in head) return unread('HEAD', head.error);
  const read = { base: base.value, head: head.value };
  // What the base declares was compiled; what keeps an effect from being told is the head's.
  const record = await tried(() => judged(change, read, { change: id, observations, places, at }));
  return 'error' in record ? unread('HEAD', record.error) : record.value;
}

/** A head that is not the one that was observed is none that cannot be read. */
function sideOf(side: 'BASE' | 'HEAD', error: unknown): 'BASE' | 'HEAD' | 'OTHER' {
  return isWritError(error) && error.code === 'GOVERNANCE_HEAD_DIFFERS' ? 'OTHER' : side;
}

type ReadEnds = {
  readonly base: Awaited<ReturnType<GovernancePorts['base']>>;
  readonly head: Awaited<ReturnType<GovernancePorts['head']>>;
};

function judged(
  change: ObservedChange,
  { base, head }: ReadEnds,
  { observations, places, at }: GovernanceAsked,
): GovernanceRecord {
  const { identity, engine, declared: catalogue = base.catalogue } = base;
  const ends = [
    { catalogue, policy: engine.digest },
    { catalogue: head.catalogue, policy: head.engine.digest },
  ] as const;
  const manifest = manifestOf(change, head);
  const differs = differing(...ends);
  const logins = loginsOf(identity);
  const effect = governanceEffect(
    { ...base, ...observedApprovals({ ...base, observations }) },
    head.catalogue,
    {
      base: engine,
      head: head.engine,
    },
  );
  return judgeGovernance(
    {
      change,
      classed: classed(change, places, differs),
      differs,
      content: governanceDigest(change, ...ends),
      effect,
      ...(manifest ? { manifest } : {}),
      gives: newlyGiven(base, head.catalogue),
      policy: engine.digest,
      inputs: digestOf({
        declarations: ends.map((end) => digestOf(end.catalogue)),
        rules: ends.map(({ policy }) => policy),
        // The instant is told by the record itself.
        identity: digestOf({ ...identity, asOf: undefined }),
        tickets: sortedTexts(base.tickets.map((ticket) => digestOf(ticket))),
        decisions: sortedTexts(allDecisions(base).map((decision) => digestOf(decision))),
        observations: observations.digest,
        places: digestOf(places),
        ...(manifest ? { manifest } : {}),
      }),
    },
    {
      catalogue,
      links: linksOf(identity),
      logins,
      findings: findingsAbout([...(identity.findings ?? []), ...declaredFindings({ identity, catalogue })]),
      observations,
      at,
    },
  );
}

/** What birthrights of the head give, by another rule or with other content than is in force at the base. */
function newlyGiven({ catalogue, accepted }: GovernanceBase, head: Catalogue): readonly BirthrightRule[] {
  const before = accepted ? rulesInForce(catalogue, accepted) : birthrightRules(catalogue);
  const known = new Set(before.map(birthrightDigest));
  return birthrightRules(head).filter((rule) => !known.has(birthrightDigest(rule)));
}

async function tried<T>(
  read: () => T | Promise<T>,
): Promise<{ readonly value: T } | { readonly error: Error }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (isWritError(error)) return { error };
    throw error;
  }
}

function changeNamed(changes: readonly ObservedChange[], id: string): ObservedChange {
  const named = changes.filter((each) => each.change === id);
  const [only] = named;
  if (only && named.length === 1) return only;
  if (only)
    throw new WritError('NAME_AMBIGUOUS', `${quoted(id)} was observed ${named.length} times`, {
      remedy: 'keep one observation of a change: as it was read last',
    });
  throw new WritError('NOT_FOUND', `nobody saw a change ${quoted(id)}`, {
    remedy: 'name a change of the file of observations, as it is called there',
  });
}
