import { isAbsolute, join, resolve } from 'node:path';
import { parseInstant, type Instant } from '../../kernel/index.js';
import { synthText, type SynthSummary } from '../../report/index.js';
import type { SynthFiles, SynthPorts, Synthesis } from '../../synth/index.js';
import { recordDecisions } from '../../workflow/index.js';
import { textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { isLedgerFounded, openEvidence } from '../ledger/journal.js';
import { loadConfig, pathIn, type LoadedConfig } from '../load-config.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';
import { feedFiles } from '../world.js';

/** Synthesizes and says what came out and what was left out. */
export async function run(call: Call): Promise<Exit> {
  const loaded = await loadConfig(call);
  const out = outFolder(call, loaded);
  const synthesis = await withProgress(call.io, 'synthesizing', async () => {
    const { filePorts, synthesizeTo } = await import('../../synth/index.js');
    const ports = filePorts({ ...filesOf(loaded, out), signal: call.signal });
    const { shards } = loaded.config;
    const made = await synthesizeTo(ports, { asOf: await asOf(call), ...(shards ? { shards } : {}) });
    await recordDecided(call, ports, made);
    return made;
  });
  const document = summaryOf(synthesis, out);
  await print(call, { document, lines: (paint, width) => synthText(document, paint, width) });
  return 'done';
}

/** Where a ledger has been founded, every decision that synthesis went by is evidence. */
async function recordDecided(call: Call, ports: SynthPorts, { manifest }: Synthesis): Promise<void> {
  if (!(await isLedgerFounded(call))) return;
  const clock = await evidenceClock(call);
  const { recorder, close } = await openEvidence(call, clock);
  try {
    const [{ tickets }, { decisions }] = await Promise.all([ports.tickets(), ports.decisions.read()]);
    await recordDecisions(recorder, clock, { decisions, tickets, manifest });
  } finally {
    close();
  }
}

function filesOf(loaded: LoadedConfig, out: string): SynthFiles {
  const { config } = loaded;
  return {
    declare: async () => (await config.organization()).declare(),
    feeds: feedFiles(loaded),
    requests: pathIn(loaded, config.requests),
    decisions: pathIn(loaded, config.decisions),
    out,
  };
}

function summaryOf({ manifest, digest }: Synthesis, out: string): SynthSummary {
  return {
    schema: 'writ.synth/1',
    asOf: manifest.asOf,
    out,
    manifest: join(out, 'manifest.json'),
    digest,
    organization: manifest.catalogue.organization,
    edges: manifest.edges.length,
    grants: manifest.grants.length,
    ended: manifest.ended.length,
    shards: manifest.shards,
    omitted: manifest.omitted,
    inputs: manifest.inputs,
  };
}

/** What was asked for, else now: in a sandbox by its clock. */
async function asOf(call: Call): Promise<Instant> {
  const text = textOption(call, 'asOf') ?? call.io.env['WRIT_AS_OF'];
  return text ? parseInstant(text) : (await evidenceClock(call)).now();
}

function outFolder(call: Call, loaded: LoadedConfig): string {
  const given = textOption(call, 'out');
  if (given) return isAbsolute(given) ? given : resolve(call.io.cwd, given);
  return pathIn(loaded, loaded.config.out ?? 'cdktf.out');
}
