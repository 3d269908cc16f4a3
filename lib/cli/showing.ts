import { declaredObjects } from '../drift/index.js';
import { anchorsOf, assemble, type Inventory } from '../inventory/index.js';
import { linksOf } from '../identity/index.js';
import { parseInstant, systemClock, type Instant } from '../kernel/index.js';
import { showText, type ShowView } from '../report/index.js';
import type { ShowInput } from '../workflow/index.js';
import { argument, flag, textOption, type Call } from './command.js';
import type { Exit } from './exit.js';
import { loadConfig } from './load-config.js';
import { manifestPath, readSynthesis, type ReadSynthesis } from './manifest-file.js';
import { print } from './output.js';
import { withProgress } from './progress.js';
import { sweepAll } from './sweep.js';
import { openWorld } from './world.js';

/** Shows one thing of a manifest, with what is live of it when --live asks. */
export async function show(call: Call, view: (input: ShowInput, id: string) => ShowView): Promise<Exit> {
  const read = await readSynthesis(await manifestPath(call));
  const shown = view({ ...read, ...(await observed(call, read)) }, argument(call, 0));
  await print(call, { document: shown, lines: (paint, width) => showText(shown, paint, width) });
  return shown.complete ? 'done' : 'incomplete';
}

async function observed(
  call: Call,
  { identity, manifest }: ReadSynthesis,
): Promise<{ at: Instant; inventory?: Inventory }> {
  const at = textOption(call, 'at');
  if (!flag(call, 'live')) return { at: at === undefined ? systemClock.now() : parseInstant(at) };
  const { config } = await loadConfig(call);
  const world = await openWorld(call, config.sources);
  const sweeps = await withProgress(call.io, 'reading the live world', (progress) =>
    sweepAll(world.sources, call.signal, progress),
  );
  const anchors = anchorsOf(declaredObjects(manifest.catalogue), new Map());
  return { at: world.at ?? world.clock.now(), inventory: assemble(sweeps, linksOf(identity), anchors) };
}
