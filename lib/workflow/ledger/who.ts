import { WritError, type Instant } from '../../kernel/index.js';
import { judgementAt, whoHeld, type BodySource, type Recorder, type WhoReport } from '../../record/index.js';
import { erased, keptSnapshot, tryKeptManifest } from './bodies.js';

/** Who held what at an instant, by the last judgement up to it. Throws NOT_FOUND, ASSET_UNKNOWN. */
export async function whoHeldAt(
  recorder: Pick<Recorder, 'read'>,
  bodies: BodySource,
  at: Instant,
  asset: string | undefined,
): Promise<WhoReport> {
  const judged = judgementAt(await recorder.read(), at);
  if (!judged)
    throw new WritError('NOT_FOUND', `nothing was judged up to ${at}`, {
      remedy: 'ask for a later instant; `writ drift` records a judgement',
    });
  const snapshot = await keptSnapshot(bodies, judged.body.live);
  const manifest = await tryKeptManifest(bodies, judged.body.wanted);
  if (!manifest) throw erased('what was wanted', judged.body.wanted);
  refuseUnknown(asset, manifest.catalogue.assets);
  return whoHeld(judged, snapshot, manifest, at, asset);
}

function refuseUnknown(asset: string | undefined, assets: readonly { readonly name: string }[]): void {
  if (asset === undefined || assets.some(({ name }) => name === asset)) return;
  throw new WritError('ASSET_UNKNOWN', `\`${asset}\` was not a declared asset then`, {
    remedy: 'name a declared asset',
    candidates: assets.map(({ name }) => name),
  });
}
