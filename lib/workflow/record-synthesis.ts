import { subject, type Fact, type LedgerRecord } from '../evidence/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import type { Clock, Digest } from '../kernel/index.js';
import { ofKind, type Recorder } from '../record/index.js';
import { decisionFacts, type DecidedInput } from './record-decisions.js';

/** What synthesis made, and exactly what it read to make it. */
export interface MadeSynthesis extends DecidedInput {
  /** The digest of the manifest's canonical form. */
  readonly manifestDigest: Digest;
  /** The snapshot whose digest is `manifest.inputs.identity`. */
  readonly identity: IdentitySnapshot;
}

/**
 * Records a synthesis before it is published, with the decisions that it went by, as one transaction; the bodies of the
 * manifest and of the identity snapshot are kept beside the ledger. What is recorded already is not recorded again.
 */
export async function recordSynthesis(recorder: Recorder, clock: Clock, made: MadeSynthesis): Promise<void> {
  const records = await recorder.read();
  const facts = [...decisionFacts(records, clock, made), ...synthesisFacts(records, clock, made)];
  await recorder.keep(made.manifest);
  await recorder.keep(made.identity);
  await recorder.append(facts);
}

function synthesisFacts(
  records: readonly LedgerRecord[],
  clock: Clock,
  { manifest, manifestDigest, identity }: MadeSynthesis,
): Fact[] {
  if (ofKind(records, 'synthesis').some(({ body }) => body.manifest === manifestDigest)) return [];
  return [
    {
      kind: 'synthesis',
      subject: [subject('manifest', manifestDigest), subject('identity', manifest.inputs.identity)],
      body: {
        at: clock.now(),
        asOf: manifest.asOf,
        manifest: manifestDigest,
        identity: manifest.inputs.identity,
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
