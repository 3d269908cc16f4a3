import { resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { gitAnchor } from '../../adapters/ledger/git-anchor.js';
import { lookAgain } from '../../adapters/ledger/look-again.js';
import { compiledWorker, parallelEntries } from '../../adapters/ledger/parallel.js';
import {
  MAX_NOTE_BYTES,
  heldBy,
  verifyLedger,
  type HeldCheckpoint,
  type LedgerStore,
  type Verdict,
} from '../../evidence/index.js';
import { WritError, type Clock } from '../../kernel/index.js';
import { ledgerVerdict, ledgerVerdictText } from '../../report/index.js';
import { flag, textOption, textsOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { ledgerPlace } from '../ledger/place.js';
import { trustedKey, type TrustedKey } from '../ledger/trusted-key.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

/** Verifies the ledger, or a copy of it, and says what was found. */
export async function run(call: Call): Promise<Exit> {
  const place = await ledgerPlace(call);
  const copy = textOption(call, 'copy');
  const folder = copy === undefined ? place.folder : resolve(call.io.cwd, copy);
  const store = directoryStore(folder);
  await refuseNothing(store);
  const trusted = await trustedKey(call, place);
  // A copy is verified by what its reader holds; the ledger of this configuration, by its anchor as well.
  const anchored = copy === undefined && place.anchor ? await heldBy([gitAnchor(place.anchor)]) : [];
  const clock = await evidenceClock(call);
  const verdict = await withProgress(call.io, 'verifying the ledger', (progress) =>
    verify(call, { clock, skew: place.skew }, store, trusted, anchored, (entries) =>
      progress.say(`verifying the ledger: ${entries} entries are good`),
    ),
  );
  const document = ledgerVerdict(verdict, { folder, key: trusted.text, keyFrom: trusted.from });
  await print(call, { document, lines: (paint, width) => ledgerVerdictText(document, paint, width) });
  return verdict.state === 'whole' ? 'done' : 'failed';
}

async function verify(
  call: Call,
  { clock, skew }: { readonly clock: Clock; readonly skew: number | undefined },
  store: LedgerStore,
  { key }: TrustedKey,
  anchored: readonly HeldCheckpoint[],
  onProgress: (entries: number) => void,
): Promise<Verdict> {
  const worker = compiledWorker();
  return verifyLedger({
    store,
    key,
    held: [...(await heldCheckpoints(call)), ...anchored],
    ...(worker ? { entries: parallelEntries(store.place, worker) } : {}),
    strict: flag(call, 'strict'),
    now: clock.now(),
    again: lookAgain(clock),
    ...(skew === undefined ? {} : { skew }),
    onProgress: (entries) => {
      call.signal.throwIfAborted();
      onProgress(entries);
    },
  });
}

async function heldCheckpoints(call: Call): Promise<HeldCheckpoint[]> {
  const files = textsOption(call, 'held') ?? [];
  return Promise.all(
    files.map(async (file) => ({
      note: await readTextFile(resolve(call.io.cwd, file), MAX_NOTE_BYTES),
      from: 'memory' as const,
      place: file,
    })),
  );
}

/** A folder without entry and checkpoint is no ledger; one that lost its entries has its checkpoints left. */
async function refuseNothing(store: LedgerStore): Promise<void> {
  if ((await store.size()) > 0 || (await store.latestCheckpoint()) !== undefined) return;
  for await (const stray of store.strays()) if (stray.seq !== undefined) return;
  throw new WritError('LEDGER_MISSING', `there is no ledger in \`${store.place}\``, {
    remedy: 'name the folder that holds `entries` and `checkpoints`, or run `writ ledger init`',
  });
}
