import { isAbsolute, join, resolve } from 'node:path';
import { idleJobFunctions } from '../../policy/index.js';
import { parseInstant, type Instant } from '../../kernel/index.js';
import { faultyTickets } from '../../manifest/index.js';
import { synthText, type SynthSummary } from '../../report/index.js';
import type { SynthFiles, Synthesis } from '../../synth/index.js';
import { flag, textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openForSynthesis } from '../ledger/synthesis.js';
import { loadConfig, pathIn, type LoadedConfig } from '../load-config.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';
import { feedFiles } from '../world.js';

/** Synthesizes and says what came out and what was left out. */
export async function run(call: Call): Promise<Exit> {
  const loaded = await loadConfig(call);
  const out = outFolder(call, loaded);
  const evidence = await openForSynthesis(call, (note) => call.io.err(`note: ${note}\n`));
  const synthesis = await withProgress(call.io, 'synthesizing', async () => {
    const { filePorts, synthesizeTo } = await import('../../synth/index.js');
    const ports = {
      ...filePorts({
        ...filesOf(loaded, out),
        ...(evidence ? { last: evidence.last } : {}),
        signal: call.signal,
      }),
      ...evidence?.ports,
    };
    const { shards, policies } = loaded.config;
    return synthesizeTo(ports, {
      asOf: await asOf(call),
      ...(shards ? { shards } : {}),
      ...(policies ? { policies } : {}),
    });
  }).finally(() => evidence?.close());
  const document = summaryOf(synthesis, out);
  await print(call, { document, lines: (paint, width) => synthText(document, paint, width) });
  return flag(call, 'strict') && faultyTickets(synthesis.manifest).length > 0 ? 'bad-input' : 'done';
}

function filesOf(loaded: LoadedConfig, out: string): SynthFiles {
  const { config } = loaded;
  return {
    declare: async () => (await config.organization()).declare(),
    feeds: feedFiles(loaded),
    standard: standardOf(loaded),
    named: (config.ledger?.governors ?? []).map((who) => ({
      who,
      place: '`ledger.governors` of the configuration',
    })),
    requests: pathIn(loaded, config.requests),
    decisions: pathIn(loaded, config.decisions),
    out,
  };
}

function standardOf({ config: { feeds } }: LoadedConfig): NonNullable<SynthFiles['standard']> {
  const { limits, accepted } = feeds;
  return { ...(limits ? { limits } : {}), ...(accepted ? { accepted } : {}) };
}

function summaryOf({ manifest, digest, identity }: Synthesis, out: string): SynthSummary {
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
    unplaced: manifest.unplaced ?? [],
    held: manifest.held ?? [],
    identity: {
      findings: identity.findings ?? [],
      doubted: (identity.doubted ?? []).map(({ id, why }) => ({ id, why })),
    },
    idle: idleJobFunctions(manifest.catalogue, identity),
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
