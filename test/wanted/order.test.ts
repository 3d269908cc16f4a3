import { plus } from '../../lib/kernel/index.js';
import { person as someone, type Principal } from '../../lib/model/index.js';
import { keyed } from '../../lib/wanted/edges/closure.js';
import { endedGrants } from '../../lib/wanted/edges/ended.js';
import { wantedGrants } from '../../lib/wanted/edges/grants.js';
import { heldGrants } from '../../lib/wanted/edges/held.js';
import type { PathedClaim } from '../../lib/wanted/edges/paths.js';
import type { Want } from '../../lib/wanted/edges/wanted.js';
import { unplacedGrants } from '../../lib/wanted/unplaced.js';
import { isStanding, wantedAt } from '../../lib/wanted/index.js';
import { atBounds } from '../_helpers/bounds.js';
import { AS_OF, H, inputs, STAFF, ticket } from '../synth/builders.js';

const hour = (count: number) => plus(AS_OF, count * H);
const two = <T, U>(list: readonly T[], to: readonly U[]) =>
  list.flatMap((a) => to.map((b) => [a, b] as const));

interface Place {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly id: string;
  readonly start: number;
}

/** Every place that a claim can have, in the order in which lists are given out. */
const PLACES: readonly Place[] = two(
  two(['1', '2'], ['audit', 'prod-admin']),
  two(two(['a', 'b'], ['ACC-1', 'ACC-2']), [0, 1]),
).map(([[person, name], [[asset, id], start]]) => ({
  principal: someone(person),
  package: name,
  asset,
  id,
  start,
}));

function claimAt({ principal, package: name, asset, id, start }: Place): PathedClaim {
  return {
    ...{ principal, package: name, asset, start: hour(start), bounds: [] },
    basis: { kind: 'ticket', ticket: id },
    entitlements: [{ target: STAFF, carrier: 'okta-push', join: STAFF }],
    window: { start: hour(start), end: hour(9) },
    endsBy: 'window',
    paths: [[{ ...keyed({ holder: principal, target: STAFF }), role: 'holding' }]],
  };
}

/** As they come, backwards, and from the middle. */
const orders = <T>(list: readonly T[]): readonly (readonly T[])[] => [
  list,
  [...list].reverse(),
  [...list.slice(11), ...list.slice(0, 11)],
];
const claims = PLACES.map(claimAt);
const placeOf = (each: Pick<PathedClaim, 'principal' | 'package' | 'asset' | 'basis' | 'window'>) => ({
  ...{ principal: each.principal, package: each.package, asset: each.asset },
  id: 'ticket' in each.basis ? each.basis.ticket : '',
  start: (Date.parse(each.window.start) - Date.parse(AS_OF)) / H,
});

describe('a list that is given out is in order of principal, package, asset, basis and start, however it came', () => {
  const reason = { code: 'ACCOUNT_MISSING', message: 'none', remedy: 'make it' } as const;

  it.each(orders(claims))('of what has ended', (...over) => {
    expect(endedGrants(over, [], hour(10)).map(placeOf)).toEqual(PLACES);
  });

  it.each(orders(claims))('of what is held', (...held) => {
    expect(heldGrants(held.map((claim) => ({ claim, reason }))).map(placeOf)).toEqual(PLACES);
  });

  it.each(orders(claims))('of grants, and of the bases of each', (...admitted) => {
    const places = wantedGrants(admitted).flatMap((grant) =>
      grant.bases.map((base) => placeOf({ ...grant, ...base })),
    );
    expect(places).toEqual(PLACES);
  });

  it.each(orders(claims))('of birthrights that nobody can be given, and of those alone', (...refused) => {
    const birthrights = refused.map((claim) => ({
      claim: { ...claim, basis: { kind: 'birthright', jobFunction: placeOf(claim).id } as const },
      reason,
    }));
    const found = unplacedGrants([...birthrights, ...refused.map((claim) => ({ claim, reason }))]);
    expect(
      found.map(({ principal, package: name, asset, basis }) => [principal, name, asset, basis]),
    ).toEqual(
      PLACES.map(({ principal, package: name, asset, id }) => [
        ...[principal, name, asset],
        { kind: 'birthright', jobFunction: id },
      ]),
    );
  });
});

describe('an edge of what has ended', () => {
  it('stays where another basis holds it open now, and goes where one will only later, or did', () => {
    const [claim] = claims;
    const [edge] = claim?.paths.flat() ?? [];
    const around = (start: number, end: number, bound: number) =>
      atBounds(hour(bound), (asOf) => {
        const want = {
          ...edge,
          window: { start: hour(start), end: hour(end) },
          because: [],
        } as unknown as Want;
        return endedGrants(claims.slice(0, 1), [want], asOf).length;
      });
    expect(around(10, 12, 10)).toEqual({ before: 1, on: 0, after: 0 });
    expect(around(10, 12, 12)).toEqual({ before: 0, on: 1, after: 1 });
  });

  it('stays where something stands on it now that is neither given nor taken, and goes where that is over', () => {
    const [claim] = claims;
    if (!claim) throw new Error('no claim');
    const held = { ...claim, window: { start: hour(10), end: hour(12) } };
    const ended = (bound: number) =>
      atBounds(hour(bound), (asOf) => endedGrants([claim], [], asOf, [held]).length);
    expect(ended(10)).toEqual({ before: 1, on: 0, after: 0 });
    expect(ended(12)).toEqual({ before: 0, on: 1, after: 1 });
  });

  it('is told in the world of two tickets of one package, of which the later is to open', () => {
    const later = ticket('ACC-2', { window: { start: hour(9), for: H } });
    const given = inputs({ tickets: [ticket('ACC-1'), later] });
    const endedAt = (asOf: typeof AS_OF) => wantedAt({ ...given, asOf }).ended.map(({ basis }) => basis);
    expect(endedAt(hour(8))).toEqual([{ kind: 'ticket', ticket: 'ACC-1' }]);
    expect(endedAt(hour(9))).toEqual([]);
  });
});

describe('edges that are wanted', () => {
  it('are in order of id', () => {
    const ids = wantedAt(
      inputs({ tickets: [ticket('ACC-1'), ticket('ACC-2', { package: 'audit' })] }),
    ).edges.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(4);
    expect(ids).toEqual([...ids].sort());
  });

  it('stand when any of their reasons is no ticket', () => {
    const by = (basis?: object) => ({ package: 'p', asset: 'a', ...(basis ? { standing: { basis } } : {}) });
    const [asked, born, adopted, declared] = [
      by({ kind: 'ticket', ticket: 'ACC-1' }),
      by({ kind: 'birthright', jobFunction: 'engineer' }),
      by({ kind: 'legacy' }),
      by(),
    ];
    const stands = (...because: readonly object[]) => isStanding({ because } as never);
    expect([stands(asked), stands(asked, by({ kind: 'exception', ticket: 'ACC-2' }))]).toEqual([
      false,
      false,
    ]);
    for (const standing of [born, adopted, declared])
      expect([stands(standing), stands(asked, standing), stands(standing, asked)]).toEqual([
        true,
        true,
        true,
      ]);
  });
});
