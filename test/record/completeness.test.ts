import { bodyFaults, type LedgerRecord } from '../../lib/evidence/index.js';
import { digest } from '../../lib/kernel/index.js';
import {
  completenessOf,
  STAGES,
  ticketRecords,
  tryTicketRecord,
  type TicketCompleteness,
} from '../../lib/record/index.js';
import { BASIS, edge, life, Story, T, TICKET, type LifeProps } from './_life.js';

const EVENING = T('18:00');

function judged(props: LifeProps = {}, at = EVENING): TicketCompleteness {
  const record = tryTicketRecord(TICKET, life(props));
  if (!record) throw new Error('no record');
  return completenessOf(record, at);
}

describe('the record of a ticket', () => {
  it('REQ-101 holds request, approval, change and revocation of one ticket, and nothing of another', () => {
    const other = JSON.parse(JSON.stringify(life()).replaceAll(TICKET, 'ACC-0001')) as LedgerRecord[];
    const found = ticketRecords([...life(), ...other]);
    expect(found.map(({ ticket }) => ticket)).toEqual(['ACC-0001', TICKET]);
    for (const record of found)
      expect(STAGES.map((stage) => record[stage].length)).toEqual(STAGES.map(() => 1));
    const own = tryTicketRecord(TICKET, life());
    expect(own?.entries.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('REQ-101 holds what was revoked, ended for good and reviewed of it, each under its kind', () => {
    const story = new Story();
    const reading = { digest: digest('reading'), at: T('13:02') };
    story.add('revocation', T('13:02'), {
      ...{ at: T('13:02'), run: 'run-2', by: 'keeper', reasonCode: 'EXPIRED_BUT_LIVE', basis: BASIS },
      ...{ state: 'revoked', before: reading, after: reading, scope: [edge(1)], diff: [] },
    });
    story.add('tombstone', T('13:03'), {
      ...{ basis: BASIS, grant: digest('grant'), endedAt: T('13:00'), reason: 'window' },
    });
    story.add('exception-review', T('13:04'), {
      ...{ ticket: TICKET, approvers: ['hr:7'], reviewer: 'hr:8', at: T('13:04'), outcome: 'confirmed' },
    });
    const own = tryTicketRecord(TICKET, story.records);
    expect(own?.revocations.map(({ seq }) => seq)).toEqual([0]);
    expect(own?.tombstones.map(({ seq }) => seq)).toEqual([1]);
    expect(own?.reviews.map(({ seq }) => seq)).toEqual([2]);
    expect(own?.entries.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  });

  it('is not there for a ticket that the ledger does not know', () => {
    expect(tryTicketRecord('ACC-9999', life())).toBeUndefined();
  });
});

describe('a closed ticket', () => {
  it('REQ-104 is complete with evidence of every stage', () => {
    expect(judged()).toMatchObject({ state: 'closed', complete: true, missing: [], faults: [] });
  });

  it.each(STAGES)('REQ-104 without its %s is incomplete, and says which stage is missing', (stage) => {
    const found = judged({ without: [stage] });
    expect(found.complete).toBe(false);
    expect(found.missing).toContain(stage);
    expect(found.stages[stage]).toBe('missing');
  });

  it.each(['deny', 'refuse'] as const)(
    'whose decision was to %s needs nothing more than intake, classification and decision',
    (outcome) => {
      const without = ['approval', 'change', 'verification', 'end', 'end-verification'] as const;
      expect(judged({ outcome, without })).toMatchObject({ state: 'closed', complete: true });
    },
  );

  it('that was changed although the decision was to deny contradicts itself', () => {
    const found = judged({ outcome: 'deny' });
    expect(found.faults).toContainEqual(
      expect.objectContaining({ code: 'EVIDENCE_CONTRADICTS', stage: 'decision' }),
    );
  });
});

describe('an approval', () => {
  it.each([
    ['of other content', { content: 'sha256:'.padEnd(71, '0') as never }],
    ['by somebody else', { approver: 'hr:8' }],
    ['that was dismissed', { verdict: 'dismissed' as const }],
  ])('%s does not count for what was decided', (_name, approval) => {
    expect(judged({ approval }).missing).toContain('approval');
  });

  it('is needed of everyone whom the decision names', () => {
    const records = life({ approvers: ['hr:7', 'hr:8'] });
    const one = records.filter(
      ({ kind, body }) => kind !== 'approval' || !('approver' in body && body.approver === 'hr:8'),
    );
    const record = tryTicketRecord(TICKET, one);
    expect(record && completenessOf(record, EVENING).faults).toMatchObject([
      { stage: 'approval', why: expect.stringContaining('hr:8') },
    ]);
  });

  it('is not needed where the route asks nobody', () => {
    expect(judged({ approvers: [], without: ['approval'] })).toMatchObject({
      complete: true,
      stages: { approval: 'not-needed' },
    });
  });
});

describe('the end of a ticket', () => {
  it('REQ-106 needs a live reading dated after its trigger', () => {
    expect(judged({ goneAt: T('12:59') }).faults).toMatchObject([
      { code: 'EVIDENCE_STALE', stage: 'end-verification' },
    ]);
    expect(judged({ goneAt: T('13:00') }).faults).toMatchObject([{ code: 'EVIDENCE_STALE' }]);
    expect(judged({ goneAt: T('13:01') }).complete).toBe(true);
  });

  it('REQ-106 needs every edge of it shown gone', () => {
    expect(judged({ goneEdges: [edge(1)] }).faults).toMatchObject([{ code: 'EVIDENCE_STALE' }]);
  });

  it('REQ-106 is due when the window is over, whether or not anybody recorded an end', () => {
    const found = judged({ without: ['end', 'end-verification'] });
    expect(found).toMatchObject({ state: 'closed', missing: ['end', 'end-verification'] });
  });

  it('is awaited before, and the ticket open and complete so far', () => {
    const before = life({ without: ['end', 'end-verification'] });
    const record = tryTicketRecord(TICKET, before);
    expect(record && completenessOf(record, T('12:59'))).toMatchObject({
      state: 'open',
      complete: true,
      stages: { end: 'awaited', 'end-verification': 'awaited' },
    });
  });
});

describe.each(['exception', 'emergency'] as const)('an %s', (kind) => {
  it('REQ-107 with named approver and another named reviewer is complete', () => {
    expect(judged({ kind, reviewer: 'hr:8' }).complete).toBe(true);
  });

  it('REQ-107 whose reviewer is its approver fails, whatever the review says of the approvers', () => {
    expect(judged({ kind, reviewer: 'hr:7' }).faults).toMatchObject([
      { code: 'EVIDENCE_CONTRADICTS', stage: 'exception-review', why: expect.stringContaining('hr:7') },
    ]);
  });

  it('REQ-107 without a reviewer fails once it is over, and not before', () => {
    expect(judged({ kind }).faults).toMatchObject([{ stage: 'exception-review' }]);
    const open = life({ kind, without: ['end', 'end-verification'] });
    const record = tryTicketRecord(TICKET, open);
    expect(record && completenessOf(record, T('10:00')).complete).toBe(true);
  });

  it('REQ-107 without a named approver fails', () => {
    const found = judged({ kind, approvers: [], without: ['approval'], reviewer: 'hr:8' });
    expect(found.faults).toMatchObject([{ code: 'EVIDENCE_MISSING', stage: 'exception-review' }]);
  });
});

describe('the entry of a grant', () => {
  const [change] = life().filter(({ kind }) => kind === 'change');

  it.each(['approvers', 'reasonCode', 'entitlements', 'ttl', 'trigger'])(
    'REQ-102 without %s is not an entry, and the fault names the field',
    (field) => {
      const body = Object.fromEntries(Object.entries(change?.body ?? {}).filter(([name]) => name !== field));
      expect(bodyFaults('change', body)).toEqual([expect.stringContaining(field)]);
    },
  );
});
