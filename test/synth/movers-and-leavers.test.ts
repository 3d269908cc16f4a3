import { changesBetween, type Manifest } from '../../lib/manifest/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { at, catalogue, decide, identity, inputs, jobFunction, person, ticket } from './builders.js';

const TICKETS = [
  ticket('ACC-1'),
  ticket('ACC-2', { package: 'audit' }),
  ticket('ACC-3', { package: 'stage-direct' }),
];
const given = inputs({ tickets: TICKETS });
const synthesized = (more: Partial<typeof given>): Manifest => synthesize({ ...given, ...more }).manifest;
const BEFORE = synthesized({});

/** The edges that a manifest has no more, and those it has besides. */
function changes(after: Manifest): { removed: readonly string[]; added: readonly string[] } {
  const of = (op: string): string[] =>
    changesBetween(BEFORE, after).flatMap((each) =>
      each.what === 'edge' && each.op === op ? [each.id] : [],
    );
  return { removed: of('remove'), added: of('add') };
}

/** The edges that somebody holds directly, by what gives them where that is asked. */
function edgesOf(who: string, basis?: string): string[] {
  const direct = BEFORE.edges.filter(({ edge }) => 'id' in edge.holder && edge.holder.id === who);
  const via = BEFORE.grants
    .filter(({ bases }) => basis === undefined || bases.some(({ basis: { kind } }) => kind === basis))
    .flatMap((grant) => grant.via);
  return direct.map(({ id }) => id).filter((id) => via.includes(id));
}

describe('somebody changes department', () => {
  const moved = { identity: identity(person('1', { department: 'Sales' }), person('2')) };

  test('REQ-009 what the old job alone gave is not wanted any more, and nobody else loses anything', () => {
    const { removed, added } = changes(synthesized({ ...moved, tickets: [], decisions: [] }));
    const tickets = edgesOf('1', 'ticket');
    expect(edgesOf('1', 'birthright')).not.toEqual([]);
    expect(removed.filter((id) => !tickets.includes(id))).toEqual(
      expect.arrayContaining(edgesOf('1', 'birthright')),
    );
    expect(removed.filter((id) => edgesOf('2').includes(id))).toEqual([]);
    expect(added).toEqual([]);
  });

  test('REQ-009 what the new job gives as well stays', () => {
    const [engineer] = catalogue().jobFunctions;
    const seller = jobFunction('seller', { when: { department: ['Sales'] }, birthright: ['baseline'] });
    const { removed, added } = changes(
      synthesized({ ...moved, catalogue: catalogue({ jobFunctions: [engineer!, seller] }) }),
    );
    expect(removed.filter((id) => edgesOf('1', 'birthright').includes(id))).toEqual([]);
    expect(added).toEqual([]);
  });

  test('REQ-009 what a ticket gave is decided again: held for its owner where no rule gives it any more', () => {
    const { held = [] } = synthesized(moved);
    expect(
      held.map(({ reason, basis }) => `${'ticket' in basis ? basis.ticket : ''} ${reason.code}`).sort(),
    ).toEqual(TICKETS.map((each) => `${each.ticket} NOT_REQUESTABLE`));
    expect(BEFORE.held).toBeUndefined();
  });
});

describe('somebody leaves', () => {
  const gone = {
    identity: identity(person('1', { status: 'terminated' }), person('2')),
  };

  test('REQ-010 everything that they hold ends in every system, without a ticket, by what HR says', () => {
    const after = synthesized(gone);
    const { removed, added } = changes(after);
    expect(edgesOf('1').length).toBeGreaterThan(3);
    expect(removed).toEqual(expect.arrayContaining(edgesOf('1')));
    expect(removed.filter((id) => edgesOf('2').includes(id))).toEqual([]);
    expect(added).toEqual([]);
    expect(after.held).toBeUndefined();
    const theirs = after.ended.filter(({ principal }) => principal.id === '1');
    expect(theirs.map(({ package: id }) => id).sort()).toEqual(
      BEFORE.grants
        .filter(({ principal }) => principal.id === '1')
        .map(({ package: id }) => id)
        .sort(),
    );
    expect(new Set(theirs.map(({ why, endedAt }) => `${why} ${endedAt}`))).toEqual(
      new Set([`left ${given.identity.asOf}`]),
    );
  });

  test('REQ-010 honest twin: while the last day is ahead nothing ends', () => {
    const leaving = person('1', { lastDay: at('2026-11-21T00:00:00Z') });
    expect(changes(synthesized({ identity: identity(leaving, person('2')) })).removed).toEqual([]);
  });
});

describe('a ticket by itself', () => {
  test('REQ-027 gives nothing, and nor does a decision on another content of it', () => {
    const nothing = inputs({ tickets: [], decisions: [] });
    const base = synthesize(nothing).manifest.edges;
    const asked = inputs({ tickets: [TICKETS[0]!] }, { 'ACC-1': 'none' });
    expect(synthesize(asked).manifest.edges).toEqual(base);
    const other = { ...decide(asked, 'ACC-1'), digest: decide(given, 'ACC-2').digest };
    expect(synthesize({ ...asked, decisions: [other] }).manifest.edges).toEqual(base);
    const own = { ...asked, decisions: [decide(asked, 'ACC-1')] };
    expect(synthesize(own).manifest.edges.length).toBeGreaterThan(base.length);
  });

  test('REQ-013 and a decision without a ticket gives nothing', () => {
    const base = synthesize(inputs({ tickets: [], decisions: [] })).manifest.edges;
    const alone = synthesize({ ...given, tickets: [] }).manifest;
    expect(given.decisions).toHaveLength(3);
    expect(alone.edges).toEqual(base);
  });
});
