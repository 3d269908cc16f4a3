import { linksOf, noLinks, type IdentitySnapshot } from '../../identity/index.js';
import { assemble, type SourceSweep } from '../../inventory/index.js';
import { WritError, type Instant } from '../../kernel/index.js';
import { scanText } from '../../report/index.js';
import { auditLeftOut, scan, type ScanAudit, type ScanReport } from '../../scan/index.js';
import { readAudit } from '../../workflow/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { SourcesConfig } from '../config.js';
import type { Exit } from '../exit.js';
import { tryLoadConfig } from '../load-config.js';
import { wholeNumber } from '../numbers.js';
import { INSTANCE_OPTION, OUTPUT_OPTIONS, WORLD_OPTIONS } from '../options.js';
import { print } from '../output.js';
import { withProgress, type Progress } from '../progress.js';
import { sweepAll } from '../sweep.js';
import { identityOf, openWorld, wantsSandbox, type LiveWorld } from '../world.js';

const OPTIONS = [
  {
    flags: '--region <region>',
    about: 'region of the Identity Center instance; credentials as the AWS SDK finds them',
  },
  INSTANCE_OPTION,
  { flags: '--okta-url <url>', about: 'Okta organization; the token is read from OKTA_API_TOKEN' },
  {
    flags: '--hr <file>',
    about: 'optional HR feed (CSV with its manifest beside it), to know people who left',
  },
  {
    flags: '--directory <file>',
    about: 'optional directory feed that links accounts to people; goes with --hr',
  },
  {
    flags: '--log-days <days>',
    about: 'how far back to read the audit logs; providers keep 90 days',
    default: '89',
  },
  { flags: '--no-log', about: 'do not read the audit logs' },
  { flags: '--brief', about: 'the findings only: no table, no list of what is not covered' },
  { flags: '--uncovered', about: 'list every kind of access that no sweep covers' },
  { flags: '--top <count>', about: 'how many cases to show for each finding', default: '5' },
  ...WORLD_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type ScanCall = Call<typeof OPTIONS>;

/** `writ scan`: what a platform lead runs in the first quarter of an hour. */
export const spec = command({
  about:
    'Sweeps AWS Identity Center, its Identity Store and Okta, and says in plain words who holds privileged access, ' +
    'what people who left still hold, what stands beside groups, what nothing explains, and what could not be read. ' +
    'Changes nothing. Sources come from --region and --okta-url, or from the configuration when there is one.',
  examples: [
    'writ scan --region eu-west-1 --okta-url https://example.okta.com',
    'writ scan --sandbox',
    'writ scan --json --save scan.json',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'scan',
  run,
});

const DAY = 86_400_000;

/** Sweeps with read credentials and says what matters most. */
async function run(call: ScanCall): Promise<Exit> {
  const top = wholeNumber(call.options, 'top', 1);
  const days = wholeNumber(call.options, 'logDays', 1);
  const world = await openWorld(call, await sourcesOf(call));
  const at = world.at ?? world.clock.now();
  const identity = await feedsOf(call, at);
  const report = await withProgress(call.io, 'reading the live world', (progress) =>
    look(call, world, at, days, identity, progress),
  );
  await print(call, {
    document: report,
    lines: (paint, width) =>
      scanText(report, paint, {
        top,
        width,
        brief: call.options.brief === true,
        uncovered: call.options.uncovered === true,
      }),
  });
  return report.verdict === 'incomplete' ? 'incomplete' : 'done';
}

async function look(
  call: ScanCall,
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

function auditOf(call: ScanCall, world: LiveWorld, at: Instant, days: number): Promise<ScanAudit> {
  if (!call.options.log) return Promise.resolve(auditLeftOut(at));
  return readAudit(world.audits, at, days * DAY, call.signal);
}

/** Sources by options, else those of a configuration, with the instance that --instance chooses. */
async function sourcesOf(call: ScanCall): Promise<SourcesConfig> {
  const sources = await namedSources(call);
  const instanceArn = call.options.instance;
  if (instanceArn === undefined || wantsSandbox(call)) return sources;
  if (!sources.aws)
    throw new WritError('USAGE', '--instance chooses one of AWS, and nothing of AWS is named', {
      remedy: 'give --region too, or leave --instance out',
    });
  return { ...sources, aws: { ...sources.aws, instanceArn } };
}

async function namedSources(call: ScanCall): Promise<SourcesConfig> {
  const region = call.options.region;
  const orgUrl = call.options.oktaUrl;
  if (region ?? orgUrl)
    return { ...(region ? { aws: { region } } : {}), ...(orgUrl ? { okta: { orgUrl } } : {}) };
  if (wantsSandbox(call)) return {};
  const loaded = await tryLoadConfig(call);
  if (loaded) return loaded.config.sources;
  throw new WritError('USAGE', 'nothing to scan is named', {
    remedy: 'give --region, --okta-url or both; or --sandbox for the running sandbox',
  });
}

async function feedsOf(call: ScanCall, at: Instant): Promise<IdentitySnapshot | undefined> {
  const hr = call.options.hr;
  const directory = call.options.directory;
  if (hr && directory) return identityOf(hr, directory, at, call.io);
  if (!hr && !directory) return undefined;
  throw new WritError('USAGE', '--hr and --directory go together', {
    remedy: 'give both feeds: one names people, the other links their accounts',
  });
}
