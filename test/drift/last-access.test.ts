import { AWS_SOURCE, oktaGroup } from '../../lib/model/index.js';
import type { PROD } from '../_helpers/build.js';
import {
  ADMIN_SET,
  assignment,
  CONTENT,
  edge,
  identity,
  inventory,
  live,
  liveSet,
  manifest,
  READERS,
  record,
  wanted,
} from '../_helpers/build.js';
import { planOf, verdicts } from './_plan.js';
import { DANA, foreign, SAM } from './_foreign.js';

describe('last access of the actor', () => {
  const direct = edge(DANA, assignment());

  it('blocks the one, and lets it go where another is left', () => {
    const world = { inventory: inventory({ edges: [live(direct)] }) };
    expect(verdicts(planOf({ world, ask: { actor: DANA } }))).toEqual(['last-access']);
    const other = edge(DANA, assignment(ADMIN_SET, '222222222222' as typeof PROD));
    const two = { inventory: inventory({ edges: [live(direct), live(other)] }) };
    expect(verdicts(planOf({ world: two, ask: { actor: DANA } }))).toEqual(['go']);
  });

  it('blocks the assignment of the only group that gives the actor anything', () => {
    const world = {
      manifest: manifest({ edges: [wanted(foreign)] }),
      inventory: inventory({ edges: [live(foreign), live(edge(READERS, assignment()))] }),
    };
    expect(verdicts(planOf({ world, ask: { actor: DANA } }))).toEqual(['last-access']);
    expect(verdicts(planOf({ world, ask: { actor: SAM } }))).toEqual(['go']);
  });
});

describe('whoever acts, when nobody can say who that is', () => {
  const direct = edge(DANA, assignment());
  const privilegedSet = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
  const other = edge(DANA, assignment(ADMIN_SET, '222222222222' as typeof PROD));
  const actorUnknown = 'STS does not say';

  it('H3.16 holds what may be their last privileged access, and only that', () => {
    const one = { inventory: inventory({ edges: [live(direct)], roles: privilegedSet }) };
    expect(verdicts(planOf({ world: one, ask: { actorUnknown } }))).toEqual(['last-access']);
    expect(verdicts(planOf({ world: one }))).toEqual(['go']);
    const plain = { inventory: inventory({ edges: [live(direct)] }) };
    expect(verdicts(planOf({ world: plain, ask: { actorUnknown } }))).toEqual(['go']);
    const two = { inventory: inventory({ edges: [live(direct), live(other)], roles: privilegedSet }) };
    expect(verdicts(planOf({ world: two, ask: { actorUnknown } }))).toEqual(['go']);
    const lunch = live(edge(DANA, oktaGroup('lunch-club')));
    const plainToo = { inventory: inventory({ edges: [live(direct), lunch], roles: privilegedSet }) };
    expect(verdicts(planOf({ world: plainToo, ask: { actorUnknown } }))).toEqual(['last-access']);
  });

  it('H3.16 holds it too where no record links whose session it may be', () => {
    const stranger = edge({ kind: 'unlinked', native: 'u-1', source: AWS_SOURCE }, assignment());
    const world = { inventory: inventory({ edges: [live(stranger)], roles: privilegedSet }) };
    expect(verdicts(planOf({ world, ask: { actorUnknown } }))).toEqual(['last-access']);
    expect(verdicts(planOf({ world }))).toEqual(['go']);
  });

  it('H3.16 lets what HR ended go on: no leaver runs this', () => {
    const world = {
      inventory: inventory({ edges: [live(direct)], roles: privilegedSet }),
      identity: identity(record('1', { status: 'terminated' })),
    };
    expect(verdicts(planOf({ world, ask: { actorUnknown } }))).toEqual(['go']);
  });
});
