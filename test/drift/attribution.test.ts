import type { Finding, JournalEntry, JudgeInput } from '../../lib/drift/index.js';
import { alteredPart, type AuditActor, type AuditEvent, type AuditReads } from '../../lib/inventory/index.js';
import { WritError } from '../../lib/kernel/index.js';
import { AWS_SOURCE, oktaGroup, person } from '../../lib/model/index.js';
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
  pushed,
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

describe('H4.19 who is loudest', () => {
  const root: AuditActor = { kind: 'root', native: 'arn:aws:iam::1:root', name: 'root user of account 1' };
  const key: AuditActor = { kind: 'iam-user', native: 'arn:aws:iam::1:user/break-in', name: 'break-in' };

  it.each([root, key])('is $kind, named by its native id and critical whatever it did', (actor) => {
    expect(found(log(event({ actor })))).toMatchObject({
      severity: 'critical',
      attribution: { by: actor.kind, event: 'e1', at: EARLIER, actor },
    });
  });

  it.each<AuditActor>([
    { kind: 'account', native: '999999999999', name: 'AWS account 999999999999' },
    { kind: 'federated', native: 'p:x', name: 'x' },
    EVE,
  ])('is not $kind: named, and as severe as the access is', (actor) => {
    expect(found(log(event({ actor })))).toMatchObject({
      severity: 'medium',
      attribution: { by: 'person', actor },
    });
  });

  it('is our pipeline as ever where it is one of these and had an intent', () => {
    const intent: JournalEntry = {
      kind: 'intent',
      at: at('2026-11-21T11:00:00Z'),
      run: 'run-0',
      deadline: NOON,
      edges: [idOf(foreign)],
      op: 'add',
    };
    const audit = log(event({ actor: key }));
    expect(found(audit, { pipelines: [key.native], journal: [intent] }).attribution.by).toBe('pipeline');
  });

  it('comes first among what is critical', () => {
    const admin = edge(person('1'), assignment());
    const quiet = edge(person('2'), READERS);
    const audit = log(
      event({ actor: root, holder: native(quiet.holder), target: native(quiet.target) }),
      event({ holder: native(admin.holder), target: native(admin.target), account: PROD, id: 'e2' }),
    );
    const { findings } = report({
      inventory: inventory({
        edges: [live(admin), live(quiet)],
        roles: [liveSet(ADMIN_SET, CONTENT, { privileged: ['everything'] })],
      }),
      audit,
    });
    expect(findings.map((finding) => finding.attribution.by)).toEqual(['root', 'person']);
  });
});

describe('H4.19 what SCIM masks', () => {
  const SCIM: AuditActor = { kind: 'service', native: 'identitystore-scim.amazonaws.com', name: 'SCIM' };
  const masked: AuditEvent = {
    id: 'm1',
    source: AWS_SOURCE,
    at: EARLIER,
    op: 'add',
    target: native(foreign.target),
    reach: 'masked',
    actor: SCIM,
  };

  it('is no author of what no push explains, and that is said', () => {
    expect(found(log(masked)).attribution).toEqual({
      by: 'unknown',
      why: expect.stringMatching(/masks whose/) as unknown,
    });
  });

  it('is the author of what a push explains, where nobody is named', () => {
    const upstream = edge(person('1'), oktaGroup('unknown-to-us'));
    const seen = report({
      inventory: inventory({ edges: [pushed(foreign, upstream)] }),
      audit: log(masked),
    });
    expect(only(seen).attribution).toEqual({ by: 'service', event: 'm1', at: EARLIER, actor: SCIM });
  });

  it('gives way to an event that names the holder', () => {
    expect(found(log({ ...masked, at: NOON }, event())).attribution).toMatchObject({ event: 'e1' });
  });
});

describe('H4.19 a log whose clock is ahead', () => {
  const AHEAD = at('2026-11-21T14:00:00Z');

  it('loses nothing, and that it is ahead is said', () => {
    expect(found(log(event({ at: AHEAD }))).attribution).toMatchObject({
      by: 'person',
      event: 'e1',
      ahead: 7_200_000,
    });
  });

  it('says nothing of ordinary differences', () => {
    const { attribution } = found(log(event({ at: at('2026-11-21T12:01:00Z') })));
    expect(attribution).toMatchObject({ by: 'person' });
    expect(attribution).not.toHaveProperty('ahead');
  });

  it('does not mute our credential without an intent, nor accuse it with one', () => {
    const pipelines = [PIPELINE.native];
    const reads = log(event({ actor: PIPELINE, at: AHEAD }));
    expect(found(reads, { pipelines }).attribution.by).toBe('pipeline-without-intent');
    const intent: JournalEntry = {
      kind: 'intent',
      at: at('2026-11-21T11:00:00Z'),
      run: 'run-0',
      deadline: at('2026-11-21T12:30:00Z'),
      edges: [idOf(foreign)],
      op: 'add',
    };
    expect(found(reads, { pipelines, journal: [intent] }).attribution.by).toBe('pipeline');
  });

  it('is not believed beyond what a clock explains, and not called silent either', () => {
    expect(found(log(event({ at: TOMORROW }))).attribution).toEqual({
      by: 'unknown',
      why: expect.stringMatching(/event e1 is dated/) as unknown,
    });
  });
});

describe('H4.19 an end that took its edges along', () => {
  it.each([
    ['the group', native(foreign.target)],
    ['the holder', native(foreign.holder)],
  ])('of %s is who removed what is missing', (_, target) => {
    const gone: AuditEvent = {
      id: 'g1',
      source: AWS_SOURCE,
      at: EARLIER,
      op: 'remove',
      target,
      reach: 'all',
      actor: EVE,
    };
    const finding = only(report({ manifest: manifest({ edges: [wanted(foreign)] }), audit: log(gone) }));
    expect(finding).toMatchObject({ class: 'missing', attribution: { by: 'person', event: 'g1' } });
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
    ['the log has no such event', log(), /has no such event/],
    [
      'an event was not understood',
      new Map([[AWS_SOURCE, { complete: true, events: [], failures: [denied] }]]),
      /an event of it could not be understood/,
    ],
    ['the event names nobody', log(event({ actor: { ...EVE, kind: 'unknown' } })), /names no actor/],
  ])('when %s', (_, reads, why) => {
    expect(found(reads).attribution).toEqual({ by: 'unknown', why: expect.stringMatching(why) as unknown });
  });
});
