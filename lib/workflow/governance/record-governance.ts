import { partRecordable, subject, type Fact } from '../../evidence/index.js';
import {
  boundedMessage,
  canonicalJson,
  CLOCK_SKEW,
  digestOf,
  isList,
  plus,
  type Clock,
} from '../../kernel/index.js';
import type { GovernanceRecord } from '../../policy/index.js';
import type { Recorder } from '../../record/index.js';
import { latestOfChanges } from './latest.js';

type GovernanceFact = Extract<Fact, { kind: 'governance' }>;

/**
 * Records what was decided of a change, whether it allowed or not, with the whole record kept beside the ledger. Where the latest entry of the change
 * says the same of the same head on the same inputs, nothing is said again. Gives what was not recorded and why, in words: of a change that is no
 * governance nothing is decided here.
 */
export async function recordGovernance(
  recorder: Recorder,
  clock: Clock,
  record: GovernanceRecord,
): Promise<readonly string[]> {
  if (record.at > plus(clock.now(), CLOCK_SKEW))
    return [`decided for ${record.at}, which is to come: nothing of it was recorded`];
  const body = bodyOf(record);
  if (!body)
    return [`it is ${record.kind} and no governance change: nothing is decided of it here, nor recorded`];
  const latest = latestOfChanges(await recorder.read()).get(body.change);
  if (latest && wordsOf(body) === wordsOf(latest)) return [];
  const { recordable, unrecordable } = partRecordable([
    { kind: 'governance', subject: [subject('content', body.content ?? body.inputs)], body },
  ]);
  if (recordable.length > 0) await recorder.keep(record);
  await recorder.append(recordable);
  return unrecordable.map(({ faults }) =>
    boundedMessage(`what was decided of the change could not be recorded: ${faults.join('; ')}`),
  );
}

function bodyOf(record: GovernanceRecord): GovernanceFact['body'] | undefined {
  const { change, repository, base, head, kind, content, outcome, policy, inputs, at, expires } = record;
  if (outcome === undefined) return undefined;
  const words = record.reasons.map(({ code, message }) => `${code}: ${message}`);
  const approvers = record.reviews.flatMap(({ counted, approver }) =>
    counted && approver !== undefined ? [approver] : [],
  );
  return {
    ...{ change, repository, base, head, kind },
    ...(content ? { content } : {}),
    outcome,
    reasons: isList(words) ? words : ['as many as the base asks for approved exactly this'],
    approvers,
    ...(policy ? { policy } : {}),
    inputs,
    at,
    ...(expires ? { expires } : {}),
    record: digestOf(record),
  };
}

function wordsOf(body: GovernanceFact['body']): string {
  const { at: _at, record: _record, ...said } = body;
  return canonicalJson(said);
}
