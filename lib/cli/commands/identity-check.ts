import { readEach } from '../../adapters/feeds/read.js';
import { lastAcceptedIn } from '../../adapters/files/last-accepted.js';
import { isMissing } from '../../adapters/files/missing.js';
import { identityReport, type IdentityReport } from '../../identity/index.js';
import { identityCheckText } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { identitySources } from '../identity-sources.js';
import { evidenceClock, instantOfCall } from '../ledger/evidence.js';
import { openForSynthesis } from '../ledger/synthesis.js';
import { loadConfig, pathIn } from '../load-config.js';
import { manifestPath, readSynthesis } from '../manifest-file.js';
import {
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  MANIFEST_OPTION,
  OUTPUT_OPTIONS,
  WORLD_OPTIONS,
} from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const OPTIONS = [
  MANIFEST_OPTION,
  LEDGER_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...WORLD_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type IdentityCheckCall = Call<typeof OPTIONS>;

/** `writ identity check`: how fit the feeds are, and whom what stands in them touches. */
export const spec = command({
  about:
    'Reads every identity feed, holds it to its manifest, the four clocks, the feeds accepted last and the other feeds, and lists each ' +
    'finding by severity with the grants of the last synthesis that it touches. Changes nothing. Ends with 0 when there are at most ' +
    'warnings, with 3 when a feed cannot be read, and with 4 when one is refused or a finding blocks somebody.',
  examples: ['writ identity check', 'writ identity check --at 2026-11-20T09:00:00Z --json'],
  arguments: [],
  options: OPTIONS,
  schema: 'identity-check',
  run,
});

const ENDS: Readonly<Record<IdentityReport['verdict'], Exit>> = {
  clean: 'done',
  findings: 'bad-input',
  refused: 'bad-input',
  unavailable: 'incomplete',
};

async function run(call: IdentityCheckCall): Promise<Exit> {
  const loaded = await loadConfig(call);
  const clock = await evidenceClock(call);
  const asOf = instantOfCall(call, clock);
  const { limits, accepted } = loaded.config.feeds;
  const manifest = await synthesized(call);
  const evidence = await openForSynthesis(call, (note) => call.io.err(`note: ${note}\n`));
  const out = pathIn(loaded, loaded.config.out ?? 'cdktf.out');
  const last = (await evidence?.last()) ?? (await lastAcceptedIn(out));
  const sources = await identitySources(call, loaded);
  const reads = await withProgress(call.io, 'reading the identity feeds', () =>
    readEach(sources, asOf, clock),
  );
  const report = identityReport(reads, {
    asOf,
    standard: { ...(limits ? { limits } : {}), ...(accepted ? { accepted } : {}), last },
    ...(sources.heads ? { heads: sources.heads } : {}),
    ...(manifest ? { manifest } : {}),
  });
  await print(call, {
    document: report,
    lines: (paint, width) => identityCheckText(report, paint, width),
  });
  return ENDS[report.verdict];
}

/** The last synthesis; undefined where there is none yet and none is named. */
async function synthesized(call: IdentityCheckCall) {
  const file = await manifestPath(call);
  if (call.options.manifest === undefined && (await isMissing(file))) return undefined;
  return (await readSynthesis(file)).manifest;
}
