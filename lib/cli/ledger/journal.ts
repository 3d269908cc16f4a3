import { existsSync } from 'node:fs';
import type { Journal } from '../../drift/index.js';
import { WritError, type Clock } from '../../kernel/index.js';
import type { BodySource, Recorder } from '../../record/index.js';
import type { LoadedConfig } from '../load-config.js';
import type { EvidenceCall } from '../options.js';
import { earlierJournal } from './earlier.js';
import { openLedger } from './open.js';
import { asidePath, ledgerPlace, type LedgerPlace } from './place.js';
import { trustedKey } from './trusted-key.js';

/** Where a run remembers. `recorder` is there once a ledger has been founded. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly recorder?: Recorder;
  /** Bodies that its entries name, beside it. */
  readonly bodies?: BodySource;
}

/** A ledger opened for evidence: to read it, verified, and to append to it. */
export interface OpenedEvidence extends OpenedJournal {
  readonly recorder: Recorder;
  readonly bodies: BodySource;
}

/** How a run is made: what it is to do, and whom it tells what its reader should know. */
export interface RunProps {
  /** `look`: it changes nothing at the providers. `take`: it takes away, or shows what it would take away. */
  readonly purpose: 'look' | 'take';
  readonly say: (note: string) => void;
}

/**
 * The journal of this call, which is the ledger's. Without one a run that looks keeps nothing; one that takes away does so on
 * proved ends only, and writes that aside.
 */
export async function openJournal(
  call: EvidenceCall,
  loaded: LoadedConfig,
  clock: Clock,
  { purpose, say }: RunProps,
): Promise<OpenedJournal> {
  const earlier = earlierJournal(call, loaded);
  const evidence = await tryOpenEvidence(call, clock);
  if (evidence) {
    if (earlier !== undefined)
      say(`note: ${earlier} is a journal of before the ledger, and nothing reads it: move it away`);
    return evidence;
  }
  const [{ asideFile }, { journalAside, NOTHING_KEPT }] = await Promise.all([
    import('../../adapters/ledger/aside.js'),
    import('../../adapters/ledger/no-ledger.js'),
  ]);
  const place = await ledgerPlace(call);
  const why = notThere(place, earlier);
  if (purpose === 'look') {
    say(
      `note: ${why.message}, so nothing is kept: what this run sees is not remembered, and no grace begins; ${why.remedy}`,
    );
    return { journal: NOTHING_KEPT };
  }
  const aside = asidePath(place);
  say(
    `note: ${why.message}: only ends that windows or HR prove go, written to ${aside} until it is, and all else waits; ${why.remedy}`,
  );
  return { journal: journalAside(why, asideFile(aside)) };
}

/** A ledger that is configured and not there may be one whose volume was not mounted; from here nobody can tell. */
function notThere({ folder, isNamed }: LedgerPlace, earlier: string | undefined): WritError {
  const remedies = [
    isNamed
      ? 'mount or restore it, or found one with `writ ledger init`'
      : 'found one with `writ ledger init`',
    ...(earlier === undefined ? [] : [`which brings in what ${earlier} remembers`]),
  ];
  return new WritError(
    'LEDGER_MISSING',
    isNamed ? `the ledger of \`${folder}\` is not there` : `no ledger is founded in \`${folder}\``,
    { remedy: remedies.join(', ') },
  );
}

/** The ledger of this call. Throws LEDGER_MISSING when none has been founded. */
export async function openEvidence(call: EvidenceCall, clock: Clock): Promise<OpenedEvidence> {
  const evidence = await tryOpenEvidence(call, clock);
  if (evidence) return evidence;
  throw missing(await ledgerPlace(call));
}

/** The ledger of this call, undefined when none has been founded. Throws LEDGER_MISSING when --ledger names one that is not there. */
export async function tryOpenEvidence(call: EvidenceCall, clock: Clock): Promise<OpenedEvidence | undefined> {
  if (!(await isLedgerFounded(call))) return undefined;
  const place = await ledgerPlace(call);
  const [{ asideFile }, { bodyStore }, { directoryStore }, { ledgerJournal }] = await Promise.all([
    import('../../adapters/ledger/aside.js'),
    import('../../adapters/ledger/bodies.js'),
    import('../../adapters/ledger/directory.js'),
    import('../../adapters/ledger/journal.js'),
  ]);
  return ledgerJournal({
    store: directoryStore(place.folder),
    open: () => openLedger(place, clock),
    key: (await trustedKey(call, place)).key,
    bodies: bodyStore(`${place.folder}-bodies`),
    aside: asideFile(asidePath(place)),
    clock,
    ...(place.skew === undefined ? {} : { skew: place.skew }),
    readOnly: call.options.at !== undefined,
  });
}

/** Whether this call has a ledger. Throws LEDGER_MISSING when --ledger names one that is not there. */
export async function isLedgerFounded(call: EvidenceCall): Promise<boolean> {
  const place = await ledgerPlace(call);
  if (isFounded(place)) return true;
  if (call.options.ledger === undefined) return false;
  throw missing(place);
}

/** What was founded leaves its public key beside it: a ledger that is gone must not look like one that never was. */
function isFounded({ folder, publicKey }: LedgerPlace): boolean {
  return existsSync(folder) || existsSync(publicKey);
}

function missing({ folder }: LedgerPlace): WritError {
  return new WritError('LEDGER_MISSING', `there is no ledger in \`${folder}\``, {
    remedy: 'run `writ ledger init`, or name the right folder with --ledger',
  });
}
