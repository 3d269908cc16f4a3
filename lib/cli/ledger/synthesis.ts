import type { LastAccepted } from '../../identity/index.js';
import type { SynthPorts } from '../../synth/index.js';
import type { GovernanceRecord } from '../../policy/index.js';
import { tombstonesIn, type Recorder } from '../../record/index.js';
import {
  acceptedBirthrights,
  lastAccepted,
  recordedTickets,
  recordEvaluations,
  recordGovernance,
  recordSynthesis,
  type Evaluated,
} from '../../workflow/index.js';
import type { EvidenceCall } from '../options.js';
import { evidenceClock } from './evidence.js';
import { tryOpenEvidence } from './journal.js';
import { ledgerPlace } from './place.js';

/** What synthesis has of the ledger: what ended and was decided, and a place for its record. */
export interface SynthesisEvidence {
  readonly ports: Pick<SynthPorts, 'accepted' | 'record' | 'recorded' | 'tombstones'>;
  /** The verified ledger itself. */
  readonly recorder: Recorder;
  /** Records evaluations, whether they allowed or not. */
  readonly evaluated: (made: Evaluated) => Promise<void>;
  /** Records what was decided of a governance change, whether it allowed or not. */
  readonly governed: (made: GovernanceRecord) => Promise<void>;
  /** The feeds of the newest synthesis that the ledger has; undefined where it has none. */
  readonly last: () => Promise<LastAccepted | undefined>;
}

/** The ledger as synthesis uses it; undefined where none has been founded. `say` is told what could not be recorded. */
export async function openForSynthesis(
  call: EvidenceCall,
  say: (note: string) => void,
): Promise<SynthesisEvidence | undefined> {
  const clock = await evidenceClock(call);
  const evidence = await tryOpenEvidence(call, clock);
  if (!evidence) return undefined;
  const { recorder, bodies } = evidence;
  return {
    recorder,
    ports: {
      tombstones: async () => tombstonesIn(await recorder.read()),
      recorded: async (files) => recordedTickets(await recorder.read(), bodies, files),
      accepted: async () => acceptedBirthrights(await recorder.read(), bodies),
      record: async ({ manifest, digest, identity, asked, seats, goneBy }, { decisions, tickets }) => {
        const made = { decisions, tickets, asked, seats, manifest, manifestDigest: digest, identity, goneBy };
        (await recordSynthesis(recorder, clock, made)).forEach(say);
      },
    },
    evaluated: async (made) => (await recordEvaluations(recorder, clock, made)).forEach(say),
    governed: async (made) => (await recordGovernance(recorder, clock, made)).forEach(say),
    last: async () => {
      const { skew } = await ledgerPlace(call);
      return lastAccepted(recorder, bodies, { now: clock.now(), ...(skew === undefined ? {} : { skew }) });
    },
  };
}
