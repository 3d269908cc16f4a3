import { WritError } from '../../kernel/index.js';
import { judgementAt, whoHeld, type WhoReport } from '../../record/index.js';
import { whoHeldText } from '../../report/index.js';
import { textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import {
  erased,
  evidenceClock,
  instantOfCall,
  keptSnapshot,
  namesAtHand,
  tryKeptManifest,
} from '../ledger/evidence.js';
import { openEvidence } from '../ledger/journal.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

/** Lists who held what at an instant; what could not be read then is said. */
export async function run(call: Call): Promise<Exit> {
  const report = await withProgress(call.io, 'verifying the ledger', () => reported(call));
  const nameOf = await namesAtHand(call);
  await print(call, {
    document: report,
    lines: (paint, width) => whoHeldText(report, paint, { width, nameOf }),
  });
  return report.complete ? 'done' : 'incomplete';
}

async function reported(call: Call): Promise<WhoReport> {
  const clock = await evidenceClock(call);
  const evidence = await openEvidence(call, clock);
  try {
    const records = await evidence.recorder.read();
    const at = instantOfCall(call, clock);
    const judged = judgementAt(records, at);
    if (!judged)
      throw new WritError('NOT_FOUND', `nothing was judged up to ${at}`, {
        remedy: 'ask for a later instant; `writ drift` records a judgement',
      });
    const snapshot = await keptSnapshot(evidence.bodies, judged.body.live);
    const manifest = await tryKeptManifest(evidence.bodies, judged.body.wanted);
    if (!manifest) throw erased('what was wanted', judged.body.wanted);
    const asset = textOption(call, 'asset');
    refuseUnknown(asset, manifest.catalogue.assets);
    return whoHeld(judged, snapshot, manifest, at, asset);
  } finally {
    evidence.close();
  }
}

function refuseUnknown(asset: string | undefined, assets: readonly { readonly name: string }[]): void {
  if (asset === undefined || assets.some(({ name }) => name === asset)) return;
  throw new WritError('ASSET_UNKNOWN', `\`${asset}\` was not a declared asset then`, {
    remedy: 'name a declared asset',
    candidates: assets.map(({ name }) => name),
  });
}
