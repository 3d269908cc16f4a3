import { existsSync } from 'node:fs';
import type { Journal } from '../../drift/index.js';
import { WritError, type Clock } from '../../kernel/index.js';
import type { BodySource, Recorder } from '../../record/index.js';
import { pathIn, type LoadedConfig } from '../load-config.js';
import type { EvidenceCall, JournalCall, SandboxCall } from '../options.js';
import { sandboxJournal, sandboxPath } from '../sandbox.js';
import { wantsSandbox } from '../world.js';
import { openLedger } from './open.js';
import { ledgerPlace, type LedgerPlace } from './place.js';
import { trustedKey } from './trusted-key.js';

/** Where a run remembers. `recorder` is there once a ledger has been founded. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly recorder?: Recorder;
  /** Bodies that its entries name, beside it. */
  readonly bodies?: BodySource;
  readonly close: () => void;
}

/** A ledger opened for evidence: to read it, verified, and to append to it. */
export interface OpenedEvidence extends OpenedJournal {
  readonly recorder: Recorder;
  readonly bodies: BodySource;
}

/** The journal of this call: the ledger once one has been founded, else a file, which `say` is told. */
export async function openJournal(
  call: JournalCall,
  loaded: LoadedConfig,
  clock: Clock,
  say: (note: string) => void,
): Promise<OpenedJournal> {
  const evidence = await tryOpenEvidence(call, clock);
  if (evidence) return evidence;
  const absent = await tryLost(call, clock);
  if (absent) return absent;
  const { clockSkew: skew } = loaded.config;
  const { fileJournal } = await import('../../adapters/journal/index.js');
  const path = journalPath(call, loaded);
  if (call.options.at === undefined)
    say(
      `no ledger here yet: what this run sees and does goes to ${path}; start one with \`writ ledger init\``,
    );
  const journal = fileJournal({ path, clock, ...(skew === undefined ? {} : { skew }) });
  return { journal, close: () => journal.close() };
}

/**
 * A ledger that is configured or named and not there may be one whose volume was not mounted: what a run takes away on its
 * word alone has to wait for somebody to say that there never was one. Undefined where none is named, or where that is said.
 */
async function tryLost(call: JournalCall, clock: Clock): Promise<OpenedJournal | undefined> {
  const place = await ledgerPlace(call);
  if (!call.options.confirm || !place.isNamed || call.options.withoutLedger) return undefined;
  const [{ asideFile }, { lostJournal }] = await Promise.all([
    import('../../adapters/ledger/aside.js'),
    import('../../adapters/ledger/lost.js'),
  ]);
  const times = { clock, ...(place.skew === undefined ? {} : { skew: place.skew }) };
  const aside = asideFile(`${place.folder}-aside.jsonl`, times);
  return { journal: lostJournal(absent(place), aside), close: () => aside.close() };
}

function absent({ folder }: LedgerPlace): WritError {
  return new WritError('LEDGER_MISSING', `the ledger that is configured in \`${folder}\` is not there`, {
    remedy:
      'mount or restore it, or found it with `writ ledger init`; if there never was one, say so with --without-ledger',
  });
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
  const times = { clock, ...(place.skew === undefined ? {} : { skew: place.skew }) };
  return ledgerJournal({
    store: directoryStore(place.folder),
    open: () => openLedger(place, clock),
    key: (await trustedKey(call, place)).key,
    bodies: bodyStore(`${place.folder}-bodies`),
    aside: asideFile(`${place.folder}-aside.jsonl`, times),
    ...times,
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

/** The sandbox's history is kept beside its file, never in the journal of the real world. */
function journalPath(call: SandboxCall, loaded: LoadedConfig): string {
  if (wantsSandbox(call)) return sandboxJournal(sandboxPath(call.io));
  return pathIn(loaded, loaded.config.journal ?? '.writ/journal.jsonl');
}

function missing({ folder }: LedgerPlace): WritError {
  return new WritError('LEDGER_MISSING', `there is no ledger in \`${folder}\``, {
    remedy: 'run `writ ledger init`, or name the right folder with --ledger',
  });
}
