import type { Digest } from '../../../kernel/index.js';
import type { Catalogue } from '../../../manifest/index.js';
import { principalText, targetKey, type Grant, type Target } from '../../../model/index.js';
import {
  allDecisions,
  intake,
  targetsReached,
  type Decision,
  type ReachedTargets,
} from '../../../policy/index.js';
import { wantedAt, type WantedInput } from '../../../wanted/index.js';

/** What is given under a catalogue. */
export interface World {
  readonly catalogue: Catalogue;
  readonly grants: readonly Grant[];
  /** What each principal reaches, by its text. */
  readonly reached: ReadonlyMap<string, ReachedTargets>;
  /** What a decision on each ticket has to cover, by ticket; of those that resolve. */
  readonly contents: ReadonlyMap<string, Digest>;
}

/** What is given at the base, by what was decided. */
export function baseWorld(input: WantedInput): World {
  return worldOf(input, digestsIn(input));
}

/**
 * What would be given at the head if every basis of the base stood there: as if each ticket that gives something had been decided again for what it would
 * give then.
 */
export function headWorld(input: WantedInput, base: World, catalogue: Catalogue): World {
  const contents = digestsIn({ ...input, catalogue });
  const giving = new Map(
    base.grants.flatMap(({ bases }) =>
      bases.flatMap(({ basis }) =>
        'ticket' in basis ? [[basis.ticket, base.contents.get(basis.ticket)]] : [],
      ),
    ),
  );
  const decisions = allDecisions(input).flatMap((made): Decision[] => {
    const content = contents.get(made.ticket);
    if (content === undefined || giving.get(made.ticket) !== made.digest) return [];
    // INVARIANT: whoever approved it counts for what it would be: it is asked what would be given, not who has to approve it.
    return [{ ...made, digest: content, seats: made.seats ?? [] }];
  });
  const { recorded, seen: _, objections: __, accepted: ___, ...rest } = input;
  const tickets = recorded ? { recorded: { ...recorded, decisions: [] } } : {};
  return worldOf({ ...rest, ...tickets, catalogue, decisions }, contents);
}

function digestsIn(input: WantedInput): ReadonlyMap<string, Digest> {
  const { tickets, catalogue, identity, asOf, recorded } = input;
  const { resolved, unfit } = intake(tickets, catalogue, identity, asOf, {
    decisions: allDecisions(input),
    ...(recorded ? { recorded } : {}),
    byRules: true,
  });
  return new Map([...resolved, ...unfit].map(({ ticket, digest }) => [ticket.ticket, digest]));
}

function worldOf(input: WantedInput, contents: World['contents']): World {
  const { grants } = wantedAt(input);
  const { catalogue } = input;
  const reachOf = targetsReached(catalogue);
  const packages = new Map(catalogue.packages.map((each) => [each.id, each]));
  const reached = new Map<string, Map<string, Target>>();
  for (const { principal, package: id, asset, entitlement } of grants) {
    const who = principalText(principal);
    const own = reached.get(who) ?? new Map<string, Target>();
    const key = targetKey(entitlement);
    const path = packages
      .get(id)
      ?.grants.find((each) => each.asset === asset)
      ?.entitlements.find(({ target }) => targetKey(target) === key);
    for (const target of path ? reachOf(path) : [entitlement]) own.set(targetKey(target), target);
    reached.set(who, own);
  }
  return { catalogue, grants, reached, contents };
}
