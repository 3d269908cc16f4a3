import type { LedgerRecord } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { birthrightRules, governanceDocument } from '../../policy/index.js';
import { ofKind, type BodySource } from '../../record/index.js';
import { latestOfChanges } from '../governance/latest.js';
import { keptManifest } from '../recorded.js';
import type { AcceptedBirthrights, ApprovedBirthrights } from './accepted.js';

/**
 * What a verified ledger has of accepted birthrights: those of the newest synthesis, which is the start where it is the first, and what governance changes
 * that were approved since give. Undefined before anything was synthesized into it. Throws BIRTHRIGHTS_UNKNOWN where the manifest of the newest
 * synthesis is not kept any more: then nobody can tell what is new.
 */
export async function acceptedBirthrights(
  records: readonly LedgerRecord[],
  bodies: BodySource,
): Promise<AcceptedBirthrights | undefined> {
  const syntheses = ofKind(records, 'synthesis');
  const newest = syntheses.at(-1);
  if (!newest) return undefined;
  const manifest = await keptManifest(bodies, newest.body.manifest);
  if (!manifest)
    throw new WritError(
      'BIRTHRIGHTS_UNKNOWN',
      `the manifest \`${newest.body.manifest}\` of the newest synthesis in the ledger is not kept beside it, so it cannot be told which birthrights are new`,
      { remedy: 'restore the bodies beside the ledger from a copy' },
    );
  const { catalogue, birthrights = birthrightRules(catalogue) } = manifest;
  const used = new Set<string>(syntheses.flatMap(({ body }) => body.governance ?? []));
  return { catalogue, birthrights, approved: await approvedIn(records, bodies, used) };
}

/**
 * Approvals of changes of which the latest word is one. A change that a synthesis went by covers nothing again, whatever is recorded of it afterwards; nor does one whose
 * record was erased.
 */
async function approvedIn(
  records: readonly LedgerRecord[],
  bodies: BodySource,
  used: ReadonlySet<string>,
): Promise<readonly ApprovedBirthrights[]> {
  const spent = new Set(
    ofKind(records, 'governance').flatMap(({ body }) => (used.has(body.record) ? [body.change] : [])),
  );
  const found: ApprovedBirthrights[] = [];
  for (const { change, outcome, record, at, expires } of latestOfChanges(records).values()) {
    if (outcome !== 'approve' || spent.has(change)) continue;
    const kept = governanceDocument.safeParse(await bodies.tryFind(record));
    if (!kept.success || kept.data.outcome !== 'approve') continue;
    found.push({ record, at, ...(expires ? { expires } : {}), gives: kept.data.gives ?? [] });
  }
  return found;
}
