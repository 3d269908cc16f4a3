import { DEFAULT_RAILS, planRevert, type JudgeInput, type RevertPlan } from '../../lib/drift/index.js';
import type { AuditEvent, AuditReads } from '../../lib/inventory/index.js';
import { OKTA_SOURCE, person, type Cause } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  at,
  AWS_ADMINS,
  edge,
  ended,
  identity,
  inventory,
  judgement,
  live,
  liveSet,
  manifest,
  native,
  only,
  pushed,
  READERS,
  record,
  report,
  wanted,
} from '../_helpers/build.js';

const DANA = person('1');
const SAM = person('2');
const member = edge(DANA, ADMINS);
const RULE: Cause = { by: 'not-told', doubt: { of: 'rule', rules: ['everyone'] } };
const UNREAD: Cause = { by: 'not-told', doubt: { of: 'rule', rules: [] } };
const PUSH: Cause = { by: 'not-told', doubt: { of: 'push', source: OKTA_SOURCE } };

function planOf(props: Partial<JudgeInput>): RevertPlan {
  return planRevert(
    judgement(props),
    { ...DEFAULT_RAILS, grace: 0 },
    { confirmed: true, recordVerifies: true },
  );
}

const verdicts = (props: Partial<JudgeInput>): string[] =>
  planOf(props).lines.map(({ verdict }) => (verdict.state === 'go' ? 'go' : verdict.rail));

describe('H1.4 a membership whose cause is not told', () => {
  it.each([
    ['names the rule that cannot be evaluated', RULE, /group rule everyone may keep it/],
    ['says that the rules were not read', UNREAD, /group rules were not read whole/],
    ['says that the push mappings were not read', PUSH, /push mappings of okta were not read/],
  ])('%s, as knowledge that lacks, and never as foreign', (_, cause, why) => {
    const seen = report({ inventory: inventory({ edges: [live(edge(DANA, READERS), cause)] }) });
    expect(only(seen)).toMatchObject({ class: 'unreadable', code: 'CAUSE_NOT_TOLD', severity: 'medium' });
    expect(only(seen).because).toMatch(why);
    expect(seen).toMatchObject({ verdict: 'incomplete', counts: { foreign: 0, unreadable: 1 } });
  });

  it('is as loud as what it gives', () => {
    const seen = report({
      inventory: inventory({
        edges: [live(member, RULE), live(edge(AWS_ADMINS, assignment()))],
        roles: [liveSet(ADMIN_SET, undefined, { privileged: ['AdministratorAccess'] })],
      }),
      manifest: manifest({ edges: [wanted(edge(AWS_ADMINS, assignment()), { role: 'structure' })] }),
    });
    expect(only(seen)).toMatchObject({ code: 'CAUSE_NOT_TOLD', severity: 'critical' });
  });

  it('is matched like any other where it is wanted', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(member)] }),
      inventory: inventory({ edges: [live(member, RULE)] }),
    });
    expect(seen).toMatchObject({ verdict: 'clean', counts: { matched: 1 } });
  });

  it('is held by a rail, and the foreign one beside it goes', () => {
    const foreign = edge(SAM, READERS);
    const world = { inventory: inventory({ edges: [live(member, RULE), live(foreign)] }) };
    expect(planOf(world).lines).toMatchObject([
      { finding: { subject: { edge: foreign } }, verdict: { state: 'go' } },
      { finding: { subject: { edge: member } }, verdict: { state: 'held', rail: 'not-told' } },
    ]);
  });

  it('is held where its holder left or its grant ended, since a removal would change the rule for good', () => {
    const seen = { inventory: inventory({ edges: [live(member, RULE)] }) };
    const left = { ...seen, identity: identity(record('1', { status: 'terminated' })) };
    expect(only(report(left))).toMatchObject({ code: 'HOLDER_GONE', bound: 'not-told' });
    expect(verdicts(left)).toEqual(['not-told']);
    const over = { ...seen, manifest: manifest({ ended: [ended(member)] }) };
    expect(only(report(over))).toMatchObject({ class: 'expired', bound: 'not-told' });
    expect(verdicts(over)).toEqual(['not-told']);
  });

  it('carries what a push made of it along, and tells it once', () => {
    const seen = report({
      inventory: inventory({ edges: [live(member, RULE), pushed(edge(DANA, AWS_ADMINS), member)] }),
    });
    expect(only(seen)).toMatchObject({ code: 'CAUSE_NOT_TOLD', downstream: [{ cause: { by: 'push' } }] });
  });

  it('is direct without that doubt, and goes', () => {
    expect(verdicts({ inventory: inventory({ edges: [live(member)] }) })).toEqual(['go']);
  });
});

describe('H-m0 a copy where the push mappings were not read', () => {
  const copy = edge(DANA, AWS_ADMINS);
  const seen = { inventory: inventory({ edges: [live(copy, PUSH)] }) };

  it('is never called excess, and never revoked', () => {
    expect(only(report(seen)).code).toBe('CAUSE_NOT_TOLD');
    expect(verdicts(seen)).toEqual(['not-told']);
  });

  it('is excess once they were read, and goes', () => {
    const read = { inventory: inventory({ edges: [live(copy)] }) };
    expect(only(report(read)).code).toBe('EXCESS_AT_TARGET');
    expect(verdicts(read)).toEqual(['go']);
  });

  it('ends where its end is proved: a push would only bring it back', () => {
    expect(verdicts({ ...seen, identity: identity(record('1', { status: 'terminated' })) })).toEqual(['go']);
  });
});

describe('H4.24 a member whom a rule keeps', () => {
  const kept = live(member, { by: 'rule', rule: 'everyone' });
  const admin = {
    inventory: inventory({
      edges: [kept, live(edge(AWS_ADMINS, assignment()))],
      roles: [liveSet(ADMIN_SET, undefined, { privileged: ['AdministratorAccess'] })],
    }),
    manifest: manifest({ edges: [wanted(edge(AWS_ADMINS, assignment()), { role: 'structure' })] }),
  };

  it('is drift and held by its rail where it is privileged: a revert does not pass over it', () => {
    expect(only(report(admin))).toMatchObject({ class: 'by-rule', severity: 'high' });
    expect(verdicts(admin)).toEqual(['by-rule']);
  });

  it('is neither where it gives nothing privileged', () => {
    const plain = { inventory: inventory({ edges: [kept] }) };
    expect(report(plain).verdict).toBe('clean');
    expect(verdicts(plain)).toEqual([]);
  });
});

describe('H1.4 a member whom a rule brought in by the log', () => {
  const byRule: AuditEvent = {
    id: 'e1',
    source: OKTA_SOURCE,
    at: at('2026-11-21T11:30:00Z'),
    op: 'add',
    holder: native(DANA),
    target: native(ADMINS),
    actor: { kind: 'rule', native: '0pr1', name: 'group rule 0pr1' },
  };
  const log = (...events: AuditEvent[]): AuditReads =>
    new Map([[OKTA_SOURCE, { complete: true, events, failures: [] }]]);
  const rule = { source: OKTA_SOURCE, native: '0pr1', name: 'platform', active: true, groups: [] };
  const world = (cause: Cause, rules: (typeof rule)[], audit = log(byRule)): Partial<JudgeInput> => ({
    inventory: inventory({ edges: [live(member, cause)], rules }),
    audit,
  });

  it('is kept by that rule, whatever the rule looks like from here', () => {
    expect(report(world({ by: 'direct' }, [rule]))).toMatchObject({
      findings: [],
      notes: [{ code: 'BY_RULE', because: 'group rule platform puts the holder there' }],
    });
    expect(verdicts(world({ by: 'direct' }, [rule]))).toEqual([]);
  });

  it('is kept by that rule where the rules were not read', () => {
    expect(report(world(UNREAD, [])).notes).toMatchObject([{ code: 'BY_RULE' }]);
  });

  it.each([
    ['runs no more', [{ ...rule, active: false }]],
    ['is gone', []],
  ])('is a direct member once the rule %s, and goes', (_, rules) => {
    expect(verdicts(world({ by: 'direct' }, rules))).toEqual(['go']);
  });

  it('is a direct member where somebody took them out and in again since', () => {
    const person_ = { kind: 'person', native: 'user-3', name: 'eve' } as const;
    const since = (id: string, op: 'add' | 'remove', minute: number): AuditEvent => ({
      ...byRule,
      id,
      op,
      at: at(`2026-11-21T11:${minute}:00Z`),
      actor: person_,
    });
    const audit = log(byRule, since('e2', 'remove', 40), since('e3', 'add', 45));
    expect(verdicts(world({ by: 'direct' }, [rule], audit))).toEqual(['go']);
  });
});
