import { DEFAULT_RAILS, planRevert, type DriftReport, type Judgement } from '../../lib/drift/index.js';
import type { ScopeDeclaration } from '../../lib/manifest/index.js';
import { oktaGroup, person, type Edge } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  AWS_ADMINS,
  edge,
  enforced,
  inventory,
  judgement,
  live,
  liveSet,
  manifest,
  PROD,
  pushed,
  READERS,
  report,
  wanted,
} from '../_helpers/build.js';

const DANA = person('1');
const EVE = person('3');
const CLUB = oktaGroup('lunch-club');
const carried = edge(AWS_ADMINS, assignment());
const inClub = edge(EVE, CLUB);
const copy = edge(EVE, AWS_ADMINS);
const MANIFEST = manifest({ edges: [wanted(carried, { role: 'structure' })] });
const ROLES = [liveSet(ADMIN_SET, undefined, { privileged: ['AdministratorAccess'] })];

function worldOf(edges: Parameters<typeof inventory>[0] = {}) {
  return inventory({ roles: ROLES, ...edges, edges: [live(carried), ...(edges.edges ?? [])] });
}

function ofEdge({ findings }: DriftReport, of: Edge) {
  return findings.find(({ subject }) => subject.what === 'edge' && subject.edge === of);
}

function verdictOn(judged: Judgement, of: Edge) {
  const plan = planRevert(
    judged,
    { ...DEFAULT_RAILS, foreignCeiling: { count: 100, fraction: 1 } },
    { confirmed: true, recordVerifies: true },
  );
  return plan.lines.find(({ finding }) => finding.subject.what === 'edge' && finding.subject.edge === of)
    ?.verdict;
}

describe('H3.15 a group that nobody declared, pushed into a governed one', () => {
  const world = worldOf({
    edges: [live(inClub), pushed(copy, inClub)],
    pushes: [
      [ADMINS, AWS_ADMINS],
      [CLUB, AWS_ADMINS],
    ],
  });
  const judged = judgement({ manifest: MANIFEST, inventory: world });
  const { report: drift } = judged;

  it('is governed: its member is foreign at the source, critical, and goes there with the copy', () => {
    const found = ofEdge(drift, inClub);
    expect(found).toMatchObject({ class: 'foreign', severity: 'critical', mode: 'enforce' });
    expect(found?.downstream).toMatchObject([{ edge: copy }]);
    expect(drift.counts.ungoverned).toBe(0);
    expect(verdictOn(judged, inClub)).toEqual({ state: 'go' });
  });

  it('and the push itself is a finding, which Writ does not act on', () => {
    const push = drift.findings.find(({ code }) => code === 'PUSH_UNDECLARED');
    expect(push).toMatchObject({
      class: 'foreign',
      severity: 'critical',
      subject: { from: CLUB, to: AWS_ADMINS },
    });
  });

  it('is ungoverned while no push leads from it: honest twin', () => {
    const apart = report({ manifest: MANIFEST, inventory: worldOf({ edges: [live(inClub)] }) });
    expect(apart).toMatchObject({ verdict: 'clean', counts: { ungoverned: 1 } });
  });
});

describe('H3.15 a copy is held for its source only while that is where it ends', () => {
  it('is judged where it arrives when its source is wanted and the push is nobody’s', () => {
    const inReadersSource = edge(DANA, ADMINS);
    const other = edge(DANA, READERS);
    const world = worldOf({
      edges: [
        live(inReadersSource),
        pushed(edge(DANA, AWS_ADMINS), inReadersSource),
        pushed(other, inReadersSource),
      ],
      pushes: [
        [ADMINS, AWS_ADMINS],
        [ADMINS, READERS],
      ],
    });
    const declared = manifest({
      edges: [
        wanted(carried, { role: 'structure' }),
        wanted(inReadersSource),
        wanted(edge(DANA, AWS_ADMINS), { pushedFrom: inReadersSource }),
      ],
    });
    const drift = report({ manifest: declared, inventory: world });
    expect(ofEdge(drift, other)).toMatchObject({ class: 'foreign' });
    expect(ofEdge(drift, other)?.bound).toBeUndefined();
  });

  it('is held when the push is declared and the source wanted: an account that lost its link loses nothing', () => {
    const source = edge(DANA, ADMINS);
    const unlinked = edge({ kind: 'unlinked', native: 'user-x', source: AWS_ADMINS.source }, AWS_ADMINS);
    const world = worldOf({ edges: [live(source), pushed(unlinked, source)] });
    const declared = manifest({ edges: [wanted(carried, { role: 'structure' }), wanted(source)] });
    const judged = judgement({ manifest: declared, inventory: world });
    const { report: drift } = judged;
    expect(ofEdge(drift, unlinked)).toMatchObject({ code: 'HOLDER_UNLINKED', bound: 'upstream' });
    expect(verdictOn(judged, unlinked)).toMatchObject({ state: 'held', rail: 'upstream' });
  });

  it('is judged where it arrives when the scope of the source is only observed', () => {
    const observed: ScopeDeclaration = { ...enforced([ADMINS], []), name: 'source', mode: 'observe' };
    const inSource = edge(EVE, ADMINS);
    const world = worldOf({ edges: [live(inSource), pushed(copy, inSource)] });
    const drift = report({
      manifest: manifest({
        edges: [wanted(carried, { role: 'structure' })],
        catalogue: { scopes: [enforced([AWS_ADMINS], [PROD]), observed] },
      }),
      inventory: world,
    });
    expect(ofEdge(drift, inSource)).toMatchObject({ mode: 'observe' });
    expect(ofEdge(drift, copy)).toMatchObject({ class: 'foreign', mode: 'enforce' });
  });

  it('is judged where it arrives when a rule keeps its source and nobody declared the push', () => {
    const world = worldOf({
      edges: [live(inClub, { by: 'rule', rule: 'everyone' }), pushed(copy, inClub)],
      pushes: [[CLUB, AWS_ADMINS]],
    });
    const judged = judgement({ manifest: MANIFEST, inventory: world });
    const { report: drift } = judged;
    expect(ofEdge(drift, inClub)).toMatchObject({ class: 'by-rule' });
    expect(verdictOn(judged, copy)).toEqual({ state: 'go' });
  });
});

describe('H3.15 a group rule that aims at a governed group', () => {
  const rule = {
    source: ADMINS.source,
    native: '0pr1',
    name: 'all of finance',
    groups: ['okta-group-prod-admins'],
  };
  const told = (active: boolean, groups = rule.groups) =>
    report({
      manifest: MANIFEST,
      inventory: { ...worldOf(), rules: [{ ...rule, active, groups }] },
    }).findings.map(({ code }) => code);

  it('is a finding before it brings anybody in', () => {
    expect(told(true)).toEqual(['RULE_UNDECLARED']);
  });

  it('is none while it is inactive, or aims elsewhere: honest twins', () => {
    expect(told(false)).toEqual([]);
    expect(told(true, ['okta-group-lunch-club'])).toEqual([]);
  });
});

describe('H4.20 an intruder has no HR record', () => {
  const intruder = {
    source: AWS_ADMINS.source,
    native: 'user-x',
    login: 'mallory@example.com',
    displayName: 'M',
    status: 'active',
  } as const;
  const foreign = edge(READERS, assignment());
  const seen = (members: readonly Edge[]) =>
    report({
      inventory: inventory({
        edges: [live(foreign), ...members.map((one) => live(one))],
        users: [intruder],
        roles: [liveSet(ADMIN_SET)],
      }),
      manifest: manifest({ edges: members.slice(1).map((one) => wanted(one)) }),
    });
  const unlinked = edge({ kind: 'unlinked', native: 'user-x', source: AWS_ADMINS.source }, READERS);

  it('and is named first among those whom a foreign assignment reaches', () => {
    const found = ofEdge(seen([unlinked, edge(DANA, READERS)]), foreign);
    expect(found?.reaches).toMatchObject([{ kind: 'unlinked', login: 'mallory@example.com' }, DANA]);
    expect(found?.gives).toContain('unlinked account mallory@example.com');
    expect(found?.gives).not.toContain('nobody now');
  });

  it('and makes it worse than one that reaches people who are known', () => {
    expect(ofEdge(seen([unlinked]), foreign)?.severity).toBe('high');
    const known = report({
      inventory: inventory({
        edges: [live(foreign), live(edge(DANA, READERS))],
        roles: [liveSet(ADMIN_SET)],
      }),
      manifest: manifest({ edges: [wanted(edge(DANA, READERS))] }),
    });
    expect(ofEdge(known, foreign)?.severity).toBe('medium');
  });
});
