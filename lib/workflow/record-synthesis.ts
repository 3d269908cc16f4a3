import { partRecordable, subject, type Fact, type LedgerRecord } from '../evidence/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import { boundedMessage, CLOCK_SKEW, plus, quoted, type Clock, type Digest } from '../kernel/index.js';
import { ofKind, type Recorder } from '../record/index.js';
import { usedFacts } from './consumption.js';
import { decisionFacts, type DecidedInput } from './record-decisions.js';

/** What synthesis made, and exactly what it read to make it. */
export interface MadeSynthesis extends DecidedInput {
  /** The digest of the manifest's canonical form. */
  readonly manifestDigest: Digest;
  /** Approved governance changes that it goes by for the first time: digests of their records. @default - none */
  readonly goneBy?: readonly Digest[];
  /** The snapshot whose digest is `manifest.inputs.identity`. */
  readonly identity: IdentitySnapshot;
}

/**
 * Records a synthesis before it is published, with the decisions that it went by, as one transaction; the bodies of the
 * manifest, of the identity snapshot and of each ticket are kept beside the ledger. What is recorded already is not
 * recorded again. Gives what was not recorded and why, in words: a fact that no entry can hold never loses the others, and
 * what is made for a time to come is no evidence of now.
 */
export async function recordSynthesis(
  recorder: Recorder,
  clock: Clock,
  made: MadeSynthesis,
): Promise<readonly string[]> {
  if (made.manifest.asOf > plus(clock.now(), CLOCK_SKEW))
    return [`made for ${made.manifest.asOf}, which is to come: nothing of it was recorded`];
  const records = await recorder.read();
  const { facts, tickets } = decisionFacts(records, clock, made);
  const all = [...facts, ...synthesisFacts(records, clock, made), ...usedFacts(records, clock, made)];
  const { recordable, unrecordable } = partRecordable(all);
  for (const body of [...tickets, made.manifest, made.identity]) await recorder.keep(body);
  await recorder.append(recordable);
  return unrecordable.map(({ fact, faults }) => {
    const about = 'ticket' in fact.body ? ` of ${quoted(fact.body.ticket)}` : '';
    return boundedMessage(`the ${fact.kind}${about} could not be recorded: ${faults.join('; ')}`);
  });
}

function synthesisFacts(
  records: readonly LedgerRecord[],
  clock: Clock,
  { manifest, manifestDigest, identity, goneBy = [] }: MadeSynthesis,
): Fact[] {
  // What was made before and then otherwise is the newest again: what is new next is held to it.
  if (ofKind(records, 'synthesis').at(-1)?.body.manifest === manifestDigest) return [];
  return [
    {
      kind: 'synthesis',
      subject: [subject('manifest', manifestDigest), subject('identity', manifest.inputs.identity)],
      body: {
        at: clock.now(),
        asOf: manifest.asOf,
        manifest: manifestDigest,
        identity: manifest.inputs.identity,
        ...(goneBy.length > 0 ? { governance: [...goneBy] } : {}),
        inputs: { ...manifest.inputs },
        feeds: identity.feeds.map(({ source, generatedAt, rows, digest }) => ({
          source,
          generatedAt,
          rows,
          digest,
        })),
      },
    },
  ];
}
