import { DEFAULT_PATIENCE, DEFAULT_RAILS, type Rails } from '../drift/index.js';
import { linksOf, type IdentitySnapshot } from '../identity/index.js';
import { principalText, type Principal } from '../model/index.js';
import type { NameOf } from '../report/index.js';
import type { DriftInput, RevertPorts } from '../workflow/index.js';
import type { CallOf, OptionsOf } from './command.js';
import type { WritConfig } from './config.js';
import { judgingOnly } from './ledger/judging.js';
import { openJournal, type RunProps } from './ledger/journal.js';
import { loadConfig } from './load-config.js';
import { manifestPath, readSynthesis, type ReadSynthesis } from './manifest-file.js';
import { wholeNumber } from './numbers.js';
import type { EvidenceCall, LOG_OPTION, ManifestCall, SandboxCall, WorldCall } from './options.js';
import type { Progress } from './progress.js';
import { withOutrightEnds } from './outright-ends.js';
import { openWorld, wantsSandbox, type LiveWorld } from './world.js';

const DAY = 86_400_000;

/** What drift, revert and show compare: a manifest with a world, by a configuration. */
export interface Comparison {
  readonly config: WritConfig;
  readonly wanted: ReadSynthesis;
  readonly world: LiveWorld;
  readonly ports: RevertPorts;
}

type ComparisonCall = CallOf<EvidenceCall['options'] & ManifestCall['options'] & WorldCall['options']>;

/** Opens manifest, world and journal of this call for what it is to do. */
export async function openComparison(
  call: ComparisonCall,
  purpose: RunProps['purpose'],
): Promise<Comparison> {
  const say = (note: string): void => call.io.err(`${note}\n`);
  const loaded = await loadConfig(call);
  const read = await readSynthesis(await manifestPath(call));
  const world = await openWorld(call, loaded.config.sources);
  const identity = await withOutrightEnds(
    read.identity,
    call,
    loaded,
    world.at ?? world.clock.now(),
    world.clock,
    say,
  );
  const wanted = { ...read, identity };
  const opened = await openJournal(call, loaded, world.clock, { purpose, say });
  // With --at a run leaves no trace: what was so at another instant was not seen then.
  const kept = world.at === undefined ? opened : judgingOnly(opened);
  return { config: loaded.config, wanted, world, ports: { ...world, ...kept } };
}

/** What a judgement is told, from options and configuration. */
export function driftInput(
  call: CallOf<OptionsOf<readonly [typeof LOG_OPTION]> & SandboxCall['options']>,
  { config, wanted, world }: Comparison,
  progress: Progress,
): DriftInput {
  const told = new Map<string, string>();
  return {
    manifest: wanted.manifest,
    manifestDigest: wanted.manifestDigest,
    identity: wanted.identity,
    pipelines: config.pipeline ?? [],
    patience: { ...DEFAULT_PATIENCE, ...(wantsSandbox(call) ? SANDBOX_PATIENCE : {}), ...config.patience },
    ...(world.at === undefined ? {} : { at: world.at }),
    ...(config.clockSkew === undefined ? {} : { skew: config.clockSkew }),
    auditFor: wholeNumber(call.options, 'logDays', 1) * DAY,
    signal: call.signal,
    onProgress: (source, answered, listed) => {
      told.set(source, `${source} ${answered} of ${listed}`);
      progress.say(`reading the live world: ${[...told.values()].join(', ')}`);
    },
  };
}

/** The rails of a configuration over the defaults. */
export function railsOf(config: WritConfig): Rails {
  return { ...DEFAULT_RAILS, ...config.rails };
}

/** How a report calls people: by the names of the snapshot. */
export function namesFrom(identity: IdentitySnapshot): NameOf {
  const links = linksOf(identity);
  return (principal: Principal) => {
    const record = links.recordOf(principal);
    return record && 'name' in record ? record.name : principalText(principal);
  };
}

/** A sandbox ends a removal in well under a second. */
const SANDBOX_PATIENCE = { pollEvery: 100 };
