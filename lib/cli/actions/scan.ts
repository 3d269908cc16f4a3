import { assemble, type SourceSweep } from '../../inventory/index.js';
import { linksOf, noLinks, type IdentitySnapshot } from '../../identity/index.js';
import { WritError, type Instant } from '../../kernel/index.js';
import { scanText } from '../../report/index.js';
import { auditLeftOut, scan, type ScanAudit, type ScanReport } from '../../scan/index.js';
import { readAudit } from '../../workflow/index.js';
import { flag, textOption, type Call } from '../command.js';
import type { SourcesConfig } from '../config.js';
import type { Exit } from '../exit.js';
import { tryLoadConfig } from '../load-config.js';
import { wholeNumber } from '../numbers.js';
import { print } from '../output.js';
import { withProgress, type Progress } from '../progress.js';
import { sweepAll } from '../sweep.js';
import { identityOf, openWorld, wantsSandbox, type LiveWorld } from '../world.js';

const DAY = 86_400_000;

/** Sweeps with read credentials and says what matters most. */
export async function run(call: Call): Promise<Exit> {
  const top = wholeNumber(call, 'top', 1);
  const days = wholeNumber(call, 'logDays', 1);
  const world = await openWorld(call, await sourcesOf(call));
  const at = world.at ?? world.clock.now();
  const identity = await feedsOf(call, at);
  const report = await withProgress(call.io, 'reading the live world', (progress) =>
    look(call, world, at, days, identity, progress),
  );
  await print(call, {
    document: report,
    lines: (paint, width) =>
      scanText(report, paint, { top, width, brief: flag(call, 'brief'), uncovered: flag(call, 'uncovered') }),
  });
  return report.verdict === 'incomplete' ? 'incomplete' : 'done';
}

async function look(
  call: Call,
  world: LiveWorld,
  at: Instant,
  days: number,
  identity: IdentitySnapshot | undefined,
  progress: Progress,
): Promise<ScanReport> {
  const [sweeps, audit] = await Promise.all([
    sweepAll(world.sources, call.signal, progress),
    auditOf(call, world, at, days),
  ]);
  refuseBlind(sweeps);
  const inventory = assemble(sweeps, identity ? linksOf(identity) : noLinks);
  return scan({ inventory, audit, at, ...(identity ? { identity } : {}) });
}

/** A scan that read nothing has nothing to say. Throws INVENTORY_INCOMPLETE with the first reason of each source. */
function refuseBlind(sweeps: readonly SourceSweep[]): void {
  if (sweeps.some(({ completeness }) => completeness.answered > 0)) return;
  const first = sweeps.flatMap(({ completeness }) => completeness.failures.slice(0, 1));
  if (first.length === 0) return;
  throw new WritError(
    'INVENTORY_INCOMPLETE',
    `nothing could be read: ${first.map(({ error }) => error.message).join('; ')}`,
    { remedy: first.map(({ error }) => error.remedy).join('; ') },
  );
}

function auditOf(call: Call, world: LiveWorld, at: Instant, days: number): Promise<ScanAudit> {
  if (call.options['log'] === false) return Promise.resolve(auditLeftOut(at));
  return readAudit(world.audits, at, days * DAY, call.signal);
}

/** Sources by options, else those of a configuration, with the instance that --instance chooses. */
async function sourcesOf(call: Call): Promise<SourcesConfig> {
  const sources = await namedSources(call);
  const instanceArn = textOption(call, 'instance');
  if (instanceArn === undefined || wantsSandbox(call)) return sources;
  if (!sources.aws)
    throw new WritError('USAGE', '--instance chooses one of AWS, and nothing of AWS is named', {
      remedy: 'give --region too, or leave --instance out',
    });
  return { ...sources, aws: { ...sources.aws, instanceArn } };
}

async function namedSources(call: Call): Promise<SourcesConfig> {
  const region = textOption(call, 'region');
  const orgUrl = textOption(call, 'oktaUrl');
  if (region ?? orgUrl)
    return { ...(region ? { aws: { region } } : {}), ...(orgUrl ? { okta: { orgUrl } } : {}) };
  if (wantsSandbox(call)) return {};
  const loaded = await tryLoadConfig(call);
  if (loaded) return loaded.config.sources;
  throw new WritError('USAGE', 'nothing to scan is named', {
    remedy: 'give --region, --okta-url or both; or --sandbox for the running sandbox',
  });
}

async function feedsOf(call: Call, at: Instant): Promise<IdentitySnapshot | undefined> {
  const hr = textOption(call, 'hr');
  const directory = textOption(call, 'directory');
  if (hr && directory) return identityOf(hr, directory, at, call.io);
  if (!hr && !directory) return undefined;
  throw new WritError('USAGE', '--hr and --directory go together', {
    remedy: 'give both feeds: one names people, the other links their accounts',
  });
}
