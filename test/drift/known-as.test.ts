import { DEFAULT_RAILS, linesToDo, planRevert, type JudgeInput, type Rails } from '../../lib/drift/index.js';
import { AWS_SOURCE } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  assignment,
  at,
  edge,
  enforced,
  identity,
  inventory,
  judgement,
  LAST_WEEK,
  live,
  liveSet,
  manifest,
  record,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { person } from '../../lib/model/index.js';

const lost = edge({ kind: 'unlinked', source: AWS_SOURCE, native: 'x' }, assignment());
const world = {
  manifest: manifest({ catalogue: { scopes: [enforced()] } }),
  identity: identity(record('1', { accounts: [] }), record('2')),
  inventory: inventory({
    edges: [live(lost)],
    users: [{ source: AWS_SOURCE, native: 'x', login: '1@example.com', displayName: 'x', status: 'active' }],
    roles: [liveSet(ADMIN_SET, undefined, { privileged: ['AdministratorAccess'] })],
  }),
};

function verdicts(props: Partial<JudgeInput>, rails: Partial<Rails>): readonly string[] {
  const plan = planRevert(
    judgement(props),
    { ...DEFAULT_RAILS, ...rails },
    { confirmed: true, recordVerifies: true },
  );
  expect(linesToDo(plan).length).toBe(plan.lines.filter(({ verdict }) => verdict.state === 'go').length);
  return plan.lines.map(({ verdict }) => (verdict.state === 'held' ? verdict.rail : 'go'));
}

describe('H1.1 rails know whose an account is by its live login', () => {
  it.each([
    ['known-as', { pinned: ['hr:1'] }],
    ['known-as', { pinned: ['login:aws:1@EXAMPLE.com'] }],
    ['known-as', { breakGlass: ['hr:1'] }],
  ])('%s holds for an account that lost its row: %j', (rail, rails) => {
    expect(verdicts(world, rails)).toEqual([rail]);
  });

  it.each([
    ['nobody is named', {}],
    ['somebody else is named', { pinned: ['hr:2'], breakGlass: ['login:aws:other@example.com'] }],
  ])('honest twin: an unlinked administrator goes where %s', (_what, rails) => {
    expect(verdicts(world, rails)).toEqual(['go']);
  });
});

describe('H1.2 manifest and identity have a greatest age', () => {
  const expired = edge(person('2'), assignment());
  const both = {
    ...world,
    manifest: manifest({
      edges: [wanted(expired, { window: { start: LAST_WEEK, end: YESTERDAY } })],
      catalogue: { scopes: [enforced()] },
    }),
    inventory: { ...world.inventory, edges: [live(lost), live(expired)] },
  };
  const day = 24 * 3_600_000;

  it.each([
    ['manifest', { age: { manifest: day, identity: 1000 * day } }],
    ['identity', { age: { manifest: 1000 * day, identity: day } }],
  ])('an old %s holds what looks foreign, and proved ends go on', (_what, rails) => {
    const old = {
      ...both,
      manifest: { ...both.manifest, asOf: at('2026-11-10T00:00:00Z') },
      identity: { ...both.identity, asOf: at('2026-11-10T00:00:00Z') },
    };
    expect([...verdicts(old, rails)].sort()).toEqual(['age', 'go']);
  });

  it('the age of identity is that of its oldest feed', () => {
    const feed = {
      source: 'hr' as const,
      generatedAt: at('2026-11-01T00:00:00Z'),
      rows: 1,
      digest: both.manifest.inputs.identity,
    };
    const old = { ...both, identity: { ...both.identity, feeds: [feed] } };
    expect([...verdicts(old, {})].sort()).toEqual(['age', 'go']);
  });

  it('honest twin: within the limits both go', () => {
    expect(verdicts(both, {})).toEqual(['go', 'go']);
  });
});
