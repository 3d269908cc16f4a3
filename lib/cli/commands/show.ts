import { declaredObjects } from '../../drift/index.js';
import { linksOf } from '../../identity/index.js';
import { anchorsOf, assemble, type Inventory } from '../../inventory/index.js';
import { parseInstant, systemClock, type Instant } from '../../kernel/index.js';
import { beyond } from '../../meaning/index.js';
import { showText } from '../../report/index.js';
import { showGrant, showPackage, showPrincipal, type ShowInput, type ShowView } from '../../wanted/index.js';
import { AGAINST_OPTION, againstAsked, packageAsked } from '../asked.js';
import { command, type ArgumentSpec, type CallOf, type CommandSpec, type OptionsOf } from '../command.js';
import type { Exit } from '../exit.js';
import { loadConfig } from '../load-config.js';
import { manifestPath, readSynthesis, type ReadSynthesis } from '../manifest-file.js';
import { MANIFEST_OPTION, OUTPUT_OPTIONS, WORLD_OPTIONS } from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';
import { sweepAll } from '../sweep.js';
import { openWorld } from '../world.js';

const ABOUT =
  'Reads the manifest and the identity snapshot beside it. With --live it also sweeps and says what is live; what could not be read is ' +
  'said to be unreadable, never absent.';

const OPTIONS = [
  { flags: '--live', about: 'sweep the live world and compare' },
  MANIFEST_OPTION,
  ...WORLD_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const;

const PACKAGE_OPTIONS = [AGAINST_OPTION, ...OPTIONS] as const;

type ShowCall = CallOf<OptionsOf<typeof PACKAGE_OPTIONS>, readonly [string]>;

/** What can be shown: how it is named, an example, and what makes its view. */
const SHOWN = {
  grant: {
    argument: { name: '<id>', about: 'edge or grant id as drift and synth print it' },
    example: '209652f7fcee9d5c',
    view: showGrant,
  },
  principal: {
    argument: {
      name: '<who>',
      about: 'hr:<worker id>, workload:<id>, or an e-mail or name that fits one',
    },
    example: 'hr:10117',
    view: showPrincipal,
  },
  package: { argument: { name: '<id>', about: 'package id' }, example: 'prod-admin', view: showPackage },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly argument: ArgumentSpec;
      readonly example: string;
      readonly view: (input: ShowInput, id: string) => ShowView;
    }
  >
>;

/** `writ show <what>`. */
export function show(what: keyof typeof SHOWN): CommandSpec {
  const { argument, example, view } = SHOWN[what];
  return command({
    about: ABOUT,
    examples: [
      `writ show ${what} ${example}`,
      `writ show ${what} ${example} --live --json`,
      ...(what === 'package' ? [`writ show package ${example} --against production-read`] : []),
    ],
    arguments: [argument],
    options: what === 'package' ? PACKAGE_OPTIONS : OPTIONS,
    schema: 'show',
    run: (call) => shown(call, view),
  });
}

/** Shows one thing of a manifest, with what is live of it when --live asks. */
async function shown(call: ShowCall, view: (input: ShowInput, id: string) => ShowView): Promise<Exit> {
  const read = await readSynthesis(await manifestPath(call));
  const shown = view({ ...read, ...(await observed(call, read)) }, call.args[0]);
  const found = { ...shown, ...(await beyondIn(call)) };
  await print(call, { document: found, lines: (paint, width) => showText(found, paint, width) });
  return found.complete ? 'done' : 'incomplete';
}

/** What a package allows beyond what `--against` names. */
async function beyondIn(call: ShowCall): Promise<Pick<ShowView, 'against'>> {
  const [id] = call.args;
  const { against } = call.options;
  if (against === undefined) return {};
  return { against: beyond(await packageAsked(call, id), await againstAsked(call, against)) };
}

async function observed(
  call: ShowCall,
  { identity, manifest }: ReadSynthesis,
): Promise<{ at: Instant; inventory?: Inventory }> {
  const { at, live } = call.options;
  if (!live) return { at: at === undefined ? systemClock.now() : parseInstant(at) };
  const { config } = await loadConfig(call);
  const world = await openWorld(call, config.sources);
  const sweeps = await withProgress(call.io, 'reading the live world', (progress) =>
    sweepAll(world.sources, call.signal, progress),
  );
  const anchors = anchorsOf(declaredObjects(manifest.catalogue), new Map());
  return { at: world.at ?? world.clock.now(), inventory: assemble(sweeps, linksOf(identity), anchors) };
}
