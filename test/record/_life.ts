import { bodyFaults, type Body, type LedgerRecord, type PredicateKind } from '../../lib/evidence/index.js';
import { branded, digest, digestOf, parseInstant, type Instant } from '../../lib/kernel/index.js';
import type { EdgeId } from '../../lib/model/index.js';

export const T = (time: string): Instant => parseInstant(`2026-11-20T${time}:00Z`);
export const edge = (number: number): EdgeId => branded<'edge-id'>(number.toString(16).padStart(16, '0'));
export const TICKET = 'ACC-0042';
export const BASIS = { kind: 'ticket', ticket: TICKET } as const;
export const CONTENT = digest('content');
const POLICY = digest('policy');

/** Entries as a verified ledger gives them: numbered in order, each of the shape that its kind asks for. */
export class Story {
  readonly records: LedgerRecord[] = [];

  add<K extends PredicateKind>(kind: K, recordedAt: Instant, body: Body<K>): this {
    const faults = bodyFaults(kind, body);
    if (faults.length > 0) throw new Error(`${kind}: ${faults.join('; ')}`);
    const seq = this.records.length;
    this.records.push({
      kind,
      seq,
      digest: digestOf({ kind, seq, body }),
      recordedAt,
      zone: 'gate',
      keys: [],
      subject: [],
      body,
    } as unknown as LedgerRecord);
    return this;
  }
}

/** What a test may say otherwise of the life below. */
export interface LifeProps {
  readonly without?: readonly PredicateKind[];
  readonly kind?: Body<'intake'>['kind'];
  readonly approvers?: readonly string[];
  readonly outcome?: Body<'decision'>['outcome'];
  readonly approval?: Partial<Body<'approval'>>;
  /** When the reading that shows it gone was made. */
  readonly goneAt?: Instant;
  readonly goneEdges?: readonly EdgeId[];
  readonly reviewer?: string;
}

/** The whole life of one ticket: asked at nine, granted for four hours, read back gone after. */
export function life(props: LifeProps = {}): LedgerRecord[] {
  const { without = [], approvers = ['hr:7'], goneAt = T('13:05') } = props;
  const story = new Story();
  const step = <K extends PredicateKind>(kind: K, at: Instant, body: Body<K>): void => {
    if (!without.includes(kind)) story.add(kind, at, body);
  };
  const snapshot = (at: Instant) => ({ digest: digest(at), at });
  step('intake', T('09:00'), {
    ticket: TICKET,
    kind: props.kind ?? 'standard',
    request: digest('request'),
    requester: 'hr:3',
    principal: 'hr:5',
    package: 'prod-admin',
    asset: 'payments',
    at: T('09:00'),
  });
  step('classification', T('09:00'), {
    ticket: TICKET,
    content: CONTENT,
    package: 'prod-admin',
    risk: 'high',
    route: 'one',
    entitlements: ['admin on payments'],
    rules: ['tier'],
  });
  for (const approver of approvers)
    step('approval', T('09:01'), {
      ticket: TICKET,
      content: CONTENT,
      approver,
      condition: 'owner',
      review: 'review-1',
      head: 'abc',
      verdict: 'approved',
      at: T('09:01'),
      ...props.approval,
    });
  step('decision', T('09:02'), {
    ticket: TICKET,
    content: CONTENT,
    outcome: props.outcome ?? 'approve',
    rules: ['route-one'],
    reasons: ['the owner approved'],
    approvers: [...approvers],
    policy: POLICY,
    inputs: digest('inputs'),
    at: T('09:02'),
  });
  step('change', T('09:04'), {
    basis: BASIS,
    run: 'run-1',
    approvers: ['hr:7'],
    reasonCode: 'route-one',
    entitlements: ['admin on payments'],
    ttl: { start: T('09:02'), end: T('13:00') },
    trigger: 'window',
    before: snapshot(T('09:03')),
    after: snapshot(T('09:04')),
    scope: [edge(1), edge(2)],
    diff: [{ op: 'add', edge: edge(1) }],
  });
  step('verification', T('09:05'), {
    basis: BASIS,
    run: 'run-1',
    state: 'matched',
    observation: snapshot(T('09:05')),
    edges: [edge(1), edge(2)],
  });
  step('end', T('13:01'), {
    basis: BASIS,
    cause: 'window',
    by: 'keeper',
    at: T('13:00'),
    edges: [edge(1), edge(2)],
  });
  if (props.reviewer !== undefined)
    step('exception-review', T('13:03'), {
      ticket: TICKET,
      // What the review claims of the approvers is not what is believed.
      approvers: ['hr:999'],
      reviewer: props.reviewer,
      at: T('13:03'),
      outcome: 'confirmed',
    });
  step('end-verification', T('13:06'), {
    basis: BASIS,
    endedAt: goneAt < T('13:00') ? goneAt : T('13:00'),
    state: 'absent',
    observation: snapshot(goneAt),
    edges: [...(props.goneEdges ?? [edge(1), edge(2)])],
  });
  return story.records;
}
