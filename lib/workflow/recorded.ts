import { NOTHING_KNOWN, type Known } from '../drift/index.js';
import type { Digest, Instant } from '../kernel/index.js';
import { readManifest, type Manifest } from '../manifest/index.js';
import { knownBy, newestManifest, type BodySource } from '../record/index.js';
import { approvedTickets } from '../policy/index.js';
import type { DriftPorts } from './ports.js';
import { recordedDecisions } from './recorded-tickets.js';
import type { Survey, SurveyOptions } from './survey.js';

/** What the verified record knows, and how far it was read. */
export async function recordedBy(
  { recorder, bodies, clock }: DriftPorts,
  { manifestDigest, skew }: Pick<SurveyOptions, 'manifestDigest' | 'skew'>,
  at: Instant,
  isBroken: boolean,
): Promise<Pick<Survey, 'known' | 'upTo'>> {
  if (!recorder || isBroken) return { known: NOTHING_KNOWN, upTo: 0 };
  const records = await recorder.read();
  const upTo = (records.at(-1)?.seq ?? -1) + 1;
  const newest = newestManifest(records, clock.now(), skew);
  if (!newest) return { known: NOTHING_KNOWN, upTo };
  // The given one is at hand, and says by itself what it wants.
  const body = newest.manifest === manifestDigest ? undefined : await keptManifest(bodies, newest.manifest);
  const approved = approvedTickets(recordedDecisions(records), at);
  return { known: knownBy(records, newest, body, approved, at) satisfies Known, upTo };
}

/** A manifest as kept beside the ledger; undefined when it was erased or does not read. */
export async function keptManifest(
  bodies: BodySource | undefined,
  of: Digest,
): Promise<Manifest | undefined> {
  try {
    const body = await bodies?.tryFind(of);
    return body === undefined ? undefined : readManifest(body, of);
  } catch {
    return undefined;
  }
}
