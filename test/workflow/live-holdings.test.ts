import type { DriftReport } from '../../lib/drift/index.js';
import { digestOf, type Printed } from '../../lib/kernel/index.js';
import { person } from '../../lib/model/index.js';
import { liveHoldings } from '../../lib/workflow/live-holdings.js';
import { ADMIN, ADMINS, ADMINS_AWS, assignment, catalogue, READ, worker } from '../synth/builders.js';

const ADA = person(worker('1'));
const BEN = person(worker('2'));

interface Seen {
  readonly holder?: object;
  readonly target: object;
  readonly live?: boolean;
  readonly reaches?: readonly object[];
  readonly downstream?: readonly object[];
  readonly among?: 'findings' | 'notes';
}

/** The packages that count as held by somebody where one difference is seen. */
function held(of: typeof ADA, { holder = ADA, target, live = true, among = 'findings', ...more }: Seen) {
  const edge = { holder, target };
  const finding = {
    subject: { what: 'edge', id: '0', edge, ...(live ? { live: { edge } } : {}) },
    reaches: more.reaches ?? [],
    ...(more.downstream ? { downstream: more.downstream.map((each) => ({ edge: each })) } : {}),
  };
  const report = { findings: [], notes: [], [among]: [finding] } as unknown as Printed<DriftReport>;
  const found = liveHoldings({ report, digest: digestOf('report') }, catalogue())(of);
  return [...new Set(found.map(({ package: id, state }) => `${id} ${state}`))].sort();
}

test('what is live and unexplained is held, as every package that would give a part of it', () => {
  expect(held(ADA, { target: ADMINS })).toEqual(['prod-admin held']);
  expect(held(ADA, { target: assignment(ADMIN) })).toEqual(['prod-admin held']);
  expect(held(ADA, { target: assignment(READ) })).toEqual(['audit held']);
  expect(held(ADA, { target: ADMINS, among: 'notes' })).toEqual(['prod-admin held']);
});

test('the group that a carrier is pushed to gives what the carrier does', () => {
  expect(held(ADA, { target: ADMINS_AWS })).toEqual(['prod-admin held']);
});

test('nothing is held of what is not live, by somebody else, or through what no package gives', () => {
  expect(held(ADA, { target: ADMINS, live: false })).toEqual([]);
  expect(held(BEN, { target: ADMINS })).toEqual([]);
  expect(held(ADA, { target: { kind: 'okta.group', name: 'choir' } })).toEqual([]);
});

test('what a carrier was given by hand is held by everybody whom it reaches', () => {
  const seen = { holder: ADMINS_AWS, target: assignment(READ), reaches: [ADA] };
  expect(held(ADA, seen)).toEqual(['audit held']);
  expect(held(BEN, seen)).toEqual([]);
});

test('what a push made of it belongs to it', () => {
  const other = { kind: 'okta.group', name: 'choir' };
  const seen = { target: other, downstream: [{ holder: ADA, target: ADMINS_AWS }] };
  expect(held(ADA, seen)).toEqual(['prod-admin held']);
});
