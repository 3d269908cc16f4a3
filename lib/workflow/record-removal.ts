import type { Finding, FindingId, RevertPlan } from '../drift/index.js';
import { subject, type Fact } from '../evidence/index.js';
import { isList, sortedTexts } from '../kernel/index.js';
import { edgeIdOf, edgeKey, type EdgeId, type LiveEdge } from '../model/index.js';
import {
  differenceWithin,
  scopeReading,
  type Recorder,
  type ScopeReading,
  type Sighted,
} from '../record/index.js';
import type { RecordRemoval, Removal } from './carry-out.js';
import type { RevertPorts } from './ports.js';
import type { LineResult } from './revert-result.js';
import type { Survey } from './survey.js';

/** Who ran what. */
interface Run {
  readonly run: string;
  readonly by: string;
}

/**
 * Records the evidence of each removal of a revert: both readings of its scope, what differs, and where a basis had ended the
 * proof that it is gone. None without a ledger, or while the ledger does not verify.
 */
export function removalRecorder(
  { recorder, clock }: RevertPorts,
  plan: RevertPlan,
  seen: Survey,
  run: Run,
): RecordRemoval | undefined {
  if (!recorder || seen.journalFault) return undefined;
  const findings = new Map(plan.lines.map(({ finding }) => [finding.subject.id, finding]));
  return async (removal, result) => {
    const finding = findings.get(removal.id);
    if (!finding) return;
    const before = beforeOf(removal);
    const after = afterOf(removal, result);
    await recorder.append(
      await factsOf(recorder, finding, { before, after }, result, { ...run, from: seen, to: clock.now() }),
    );
  };
}

interface Readings {
  readonly before: ScopeReading;
  readonly after: ScopeReading;
}

type Finished = Run & { readonly from: Survey; readonly to: Survey['at'] };

async function factsOf(
  recorder: Recorder,
  finding: Finding,
  { before, after }: Readings,
  result: LineResult,
  run: Finished,
): Promise<Fact[]> {
  const was = { digest: await recorder.keep(before), at: run.from.inventory.endedAt };
  const is = { digest: await recorder.keep(after), at: run.to };
  const scope = before.edges.map(({ edge }) => edge);
  if (!isList(scope)) return [];
  const diff = differenceWithin(scope, before, after);
  const revocation = revocationFact(finding, result, run, { before: was, after: is, scope, diff });
  return [revocation, ...endFacts(finding, after, is)];
}

type RevocationBody = Extract<Fact, { kind: 'revocation' }>['body'];
type RemovalReading = RevocationBody['after'];

function revocationFact(
  { code, ended }: Finding,
  { state }: LineResult,
  { run, by, to }: Finished,
  seen: Pick<RevocationBody, 'before' | 'after' | 'scope' | 'diff'>,
): Fact {
  return {
    kind: 'revocation',
    subject: [subject('before', seen.before.digest), subject('after', seen.after.digest)],
    body: {
      at: to,
      run,
      by,
      reasonCode: code,
      ...(ended ? { basis: ended.basis } : {}),
      state: state === 'not-attempted' ? 'failed' : state,
      ...seen,
    },
  };
}

/** The proof that what had ended is gone: only where a reading after the end shows none of it. */
function endFacts(
  { ended, subject: about, downstream = [] }: Finding,
  after: ScopeReading,
  observation: RemovalReading,
): Fact[] {
  if (!ended || about.what !== 'edge' || observation.at <= ended.endedAt) return [];
  if (after.edges.some(({ state }) => state !== 'absent')) return [];
  return [
    {
      kind: 'end-verification',
      subject: [subject('after', observation.digest)],
      body: {
        basis: ended.basis,
        endedAt: ended.endedAt,
        state: 'absent',
        observation,
        edges: withCopies(about.id, downstream),
      },
    },
  ];
}

/** The edge of the removal and what was pushed from it: all of it was seen live. */
function beforeOf(removal: Removal): ScopeReading {
  return scopeReading(scopeOf(removal).map((edge) => ({ edge, state: 'live' as const })));
}

/** What the read-backs showed, place by place; a place that was not read is unreadable. */
function afterOf(removal: Removal, { targets }: LineResult): ScopeReading {
  return scopeReading(
    scopeOf(removal).map((edge, index) => {
      const target = targets[index];
      return { edge, state: target ? SIGHTED[target.state] : 'unreadable' };
    }),
  );
}

const SIGHTED: Readonly<Record<LineResult['targets'][number]['state'], Sighted>> = {
  ended: 'absent',
  'still-active': 'live',
  spread: 'live',
  unknown: 'unreadable',
};

function scopeOf({ id, downstream }: Removal): FindingId[] {
  return [id, ...copiesOf(downstream)];
}

function withCopies(id: EdgeId, downstream: readonly LiveEdge[]): EdgeId[] {
  return sortedTexts([id, ...copiesOf(downstream)]);
}

function copiesOf(downstream: readonly LiveEdge[]): EdgeId[] {
  return downstream.map(({ edge }) => edgeIdOf(edgeKey(edge)));
}
