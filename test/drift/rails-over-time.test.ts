import type { JudgeInput } from '../../lib/drift/index.js';
import type { AuditEvent } from '../../lib/inventory/index.js';
import { AWS_SOURCE } from '../../lib/model/index.js';
import {
  edge,
  ended,
  identity,
  idOf,
  inventory,
  LAST_WEEK,
  live,
  manifest,
  NOON,
  READERS,
  record,
  report,
  YESTERDAY,
} from '../_helpers/build.js';
import { aroundSpan } from '../_helpers/bounds.js';
import { danaReads, verdictsOf } from './_verdicts.js';

describe('grace', () => {
  const root: AuditEvent = {
    ...{
      id: 'e1',
      op: 'add',
      source: AWS_SOURCE,
      at: YESTERDAY,
      holder: 'user-1',
      target: 'aws-group-prod-readers',
    },
    actor: { kind: 'root', native: 'arn:aws:iam::1:root', name: 'root user of account 1' },
  };
  const audit = new Map([
    [AWS_SOURCE, { events: [root], from: LAST_WEEK, to: NOON }],
  ]) as unknown as JudgeInput['audit'];
  const world = { inventory: inventory({ edges: [live(danaReads)] }) };
  const day = { grace: 24 * 3_600_000 };

  it('is for what is foreign and neither privileged nor critical', () => {
    expect(verdictsOf(world, day)).toEqual(['grace']);
    expect(report({ ...world, audit }).findings).toMatchObject([{ severity: 'critical', privileged: [] }]);
    expect(verdictsOf({ ...world, audit }, day)).toEqual(['go']);
  });

  it('is for whom nobody links, and not for what ended or whose holder is gone', () => {
    const stranger = edge({ kind: 'unlinked', native: 'u-1', source: AWS_SOURCE }, READERS);
    expect(verdictsOf({ inventory: inventory({ edges: [live(stranger)] }) }, day)).toEqual(['grace']);
    expect(verdictsOf({ manifest: manifest({ ended: [ended(danaReads)] }), ...world }, day)).toEqual(['go']);
    expect(verdictsOf({ ...world, identity: identity(record('1', { status: 'terminated' })) }, day)).toEqual([
      'go',
    ]);
  });

  it('ends its span after the first sighting', () => {
    const journal = [
      { kind: 'first-seen' as const, at: YESTERDAY, edge: idOf(danaReads), finding: 'ORPHANED_GRANT' },
    ];
    const verdict = aroundSpan(YESTERDAY, day.grace, (at) => verdictsOf({ ...world, journal, at }, day));
    expect(verdict).toEqual({ before: ['grace'], on: ['go'], after: ['go'] });
  });
});

describe('the age of what is compared', () => {
  const DAY = 24 * 3_600_000;
  const world = { inventory: inventory({ edges: [live(danaReads)] }) };
  const age = { age: { manifest: DAY, identity: 2 * DAY } };

  it('of the manifest may reach its limit, and not pass it', () => {
    const verdict = aroundSpan(NOON, DAY, (at) => verdictsOf({ ...world, at }, age));
    expect(verdict).toEqual({ before: ['go'], on: ['go'], after: ['age'] });
  });

  it('of the oldest feed may reach its limit, and not pass it', () => {
    const feeds = [YESTERDAY, LAST_WEEK].map((generatedAt) => ({ generatedAt }) as never);
    const who = { ...identity(record('1')), feeds };
    const week = { age: { manifest: 30 * DAY, identity: 8 * DAY } };
    const verdict = aroundSpan(LAST_WEEK, 8 * DAY, (at) => verdictsOf({ ...world, identity: who, at }, week));
    expect(verdict).toEqual({ before: ['go'], on: ['go'], after: ['age'] });
  });
});
