import type {
  AuditActor,
  AuditEvent,
  AuditReads,
  Finding,
  JournalEntry,
  JudgeInput,
} from '../../lib/drift/index.js';
import { alteredPart } from '../../lib/drift/index.js';
import { WritError } from '../../lib/kernel/index.js';
import { AWS_SOURCE, person } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  assignment,
  at,
  CONTENT,
  edge,
  ended,
  idOf,
  inventory,
  live,
  liveSet,
  manifest,
  native,
  NOON,
  only,
  PROD,
  READERS,
  report,
  set,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';

const foreign = edge(person('1'), READERS);
const EVE: AuditActor = { kind: 'person', native: 'user-3', name: 'eve' };
const PIPELINE: AuditActor = {
  kind: 'role',
  native: 'arn:aws:iam::111111111111:role/writ-apply',
  name: 'writ-apply',
};
const EARLIER = at('2026-11-21T11:30:00Z');

function event(props: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: 'e1',
    source: AWS_SOURCE,
    at: EARLIER,
    op: 'add',
    holder: native(foreign.holder),
    target: native(foreign.target),
    actor: EVE,
    ...props,
  };
}

function log(...events: readonly AuditEvent[]): AuditReads {
  return new Map([[AWS_SOURCE, { complete: true, events, failures: [] }]]);
}

function found(audit: AuditReads, props: Partial<JudgeInput> = {}): Finding {
  return only(report({ inventory: inventory({ edges: [live(foreign)] }), audit, ...props }));
}

describe('who did it', () => {
  it('names the person and whom that is', () => {
    expect(found(log(event())).attribution).toEqual({
      by: 'person',
      event: 'e1',
      at: EARLIER,
      actor: EVE,
      principal: person('3'),
    });
  });

  it('takes the newest event of the right operation on exactly this edge', () => {
    const reads = log(
      event({ id: 'old', at: YESTERDAY }),
      event({ id: 'right' }),
      event({ id: 'removal', op: 'remove', at: at('2026-11-21T11:00:00Z') }),
      event({ id: 'other-holder', holder: 'user-2', at: NOON }),
      event({ id: 'other-target', target: 'elsewhere', at: NOON }),
      event({ id: 'later', at: TOMORROW }),
    );
    expect(found(reads).attribution).toMatchObject({ event: 'right' });
  });

  it('tells assignments of one set on two accounts apart', () => {
    const assigned = edge(person('1'), assignment());
    const ends = { holder: native(assigned.holder), target: native(assigned.target) };
    const reads = log(
      event({ ...ends, id: 'there', account: '222222222222', at: NOON }),
      event({ ...ends, id: 'here', account: PROD }),
    );
    const finding = only(report({ inventory: inventory({ edges: [live(assigned)] }), audit: reads }));
    expect(finding.attribution).toMatchObject({ event: 'here' });
  });

  it.each(['rule', 'service'] as const)('names a %s as what it is', (kind) => {
    expect(found(log(event({ actor: { ...EVE, kind } }))).attribution).toMatchObject({ by: kind });
  });

  it('says who removed what is missing', () => {
    const reads = log(event({ op: 'remove' }));
    const finding = only(report({ manifest: manifest({ edges: [wanted(foreign)] }), audit: reads }));
    expect(finding).toMatchObject({ class: 'missing', attribution: { by: 'person', event: 'e1' } });
  });

  it('says who altered a role', () => {
    const reads = log({
      id: 'e2',
      source: AWS_SOURCE,
      at: EARLIER,
      op: 'alter',
      target: 'set-ProdAdmin',
      part: alteredPart('put', 'session', ''),
      actor: EVE,
    });
    const finding = only(
      report({
        manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET)] } }),
        inventory: inventory({ roles: [liveSet(ADMIN_SET, { ...CONTENT, sessionMinutes: 720 })] }),
        audit: reads,
      }),
    );
    expect(finding.attribution).toMatchObject({ by: 'person', event: 'e2' });
  });

  it('blames nobody for what was undone after it: who did it again is not in the log', () => {
    const again = found(log(event(), event({ id: 'removal', op: 'remove', at: NOON })));
    expect(again.attribution).toMatchObject({ by: 'unknown' });
  });

  it('blames whoever attached the policy, and not whoever altered the role otherwise since', () => {
    const attached = 'arn:aws:iam::aws:policy/IAMFullAccess';
    const alteration = (id: string, part: string, when = EARLIER): AuditEvent => ({
      id,
      source: AWS_SOURCE,
      at: when,
      op: 'alter',
      target: 'set-ProdAdmin',
      part,
      actor: EVE,
    });
    const blamed = (audit: AuditReads): Finding =>
      only(
        report({
          manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET)] } }),
          inventory: inventory({
            roles: [liveSet(ADMIN_SET, { ...CONTENT, managed: [...CONTENT.managed, attached] })],
          }),
          audit,
        }),
      );
    const culprit = alteration('culprit', alteredPart('put', 'managed', attached));
    const bystander = alteration('bystander', alteredPart('put', 'session', ''), NOON);
    expect(blamed(log(culprit, bystander)).attribution).toMatchObject({ event: 'culprit' });
    expect(blamed(log(bystander)).attribution).toMatchObject({ by: 'unknown' });
  });
});

describe('our own pipeline', () => {
  const pipelines = [PIPELINE.native];
  const reads = log(event({ actor: PIPELINE }));
  const intent: JournalEntry = {
    kind: 'intent',
    at: at('2026-11-21T11:00:00Z'),
    run: 'run-0',
    deadline: NOON,
    edges: [idOf(foreign)],
    op: 'add',
  };

  it('is the loudest without a matching intent', () => {
    expect(found(reads, { pipelines })).toMatchObject({
      severity: 'critical',
      attribution: { by: 'pipeline-without-intent', actor: PIPELINE },
    });
  });

  it('is itself with one', () => {
    expect(found(reads, { pipelines, journal: [intent] })).toMatchObject({
      severity: 'medium',
      attribution: { by: 'pipeline' },
    });
  });

  it.each<[string, JournalEntry]>([
    ['an intent to remove', { ...intent, op: 'remove' }],
    ['an intent that says nothing of its operation', (({ op: _, ...rest }) => rest)(intent)],
    ['an intent whose deadline had passed', { ...intent, deadline: at('2026-11-21T11:10:00Z') }],
    ['an intent of later', { ...intent, at: NOON }],
    ['an intent for something else', { ...intent, edges: [] }],
  ])('is not excused by %s', (_, entry) => {
    expect(found(reads, { pipelines, journal: [entry] }).attribution.by).toBe('pipeline-without-intent');
  });

  it('had leave to add what was decided then', () => {
    const over = ended(foreign, { window: { start: YESTERDAY, end: EARLIER } });
    const early = log(event({ actor: PIPELINE, at: YESTERDAY }));
    expect(found(early, { pipelines, manifest: manifest({ ended: [over] }) }).attribution.by).toBe(
      'pipeline',
    );
  });

  it('is known by its exact id and by nothing like it', () => {
    const like = log(event({ actor: { ...PIPELINE, native: `${PIPELINE.native}2` } }));
    expect(found(like, { pipelines }).attribution.by).toBe('person');
  });
});

describe('unknown is said out loud', () => {
  const denied = new WritError('PROVIDER_DENIED', 'denied', { remedy: 'allow' });

  it.each<[string, AuditReads, RegExp]>([
    ['the log was not read', new Map(), /was not read/],
    [
      'the log was not read whole',
      new Map([[AWS_SOURCE, { complete: false, events: [], failures: [denied] }]]),
      /whole/,
    ],
    ['the log has no such event', log(), /no such event/],
    ['the event names nobody', log(event({ actor: { ...EVE, kind: 'unknown' } })), /names no actor/],
  ])('when %s', (_, reads, why) => {
    expect(found(reads).attribution).toEqual({ by: 'unknown', why: expect.stringMatching(why) as unknown });
  });
});
