import type { SynthPorts } from '../../synth/index.js';
import { recordSynthesis } from '../../workflow/index.js';
import type { Call } from '../command.js';
import { evidenceClock } from './evidence.js';
import { tryOpenEvidence } from './journal.js';

/** What synthesis has of the ledger: a place for its record. */
export interface SynthesisEvidence {
  readonly ports: Pick<SynthPorts, 'record'>;
  readonly close: () => void;
}

/** The ledger as synthesis uses it; undefined where none has been founded. */
export async function openForSynthesis(call: Call): Promise<SynthesisEvidence | undefined> {
  const clock = await evidenceClock(call);
  const evidence = await tryOpenEvidence(call, clock);
  if (!evidence) return undefined;
  const { recorder, close } = evidence;
  return {
    ports: {
      record: ({ manifest, digest, identity }, { decisions, tickets }) =>
        recordSynthesis(recorder, clock, { decisions, tickets, manifest, manifestDigest: digest, identity }),
    },
    close,
  };
}
