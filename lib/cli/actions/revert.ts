import { randomUUID } from 'node:crypto';
import type { FindingId } from '../../drift/index.js';
import { branded, WritError } from '../../kernel/index.js';
import { revertText } from '../../report/index.js';
import { runRevert, type Overall, type RevertInput } from '../../workflow/index.js';
import { actingPrincipal, confirmedBy } from '../actor.js';
import { flag, textOption, type Call } from '../command.js';
import { driftInput, namesFrom, railsOf, withComparison, type Comparison } from '../comparison.js';
import type { Exit } from '../exit.js';
import { rereading } from '../manifest-file.js';
import { print } from '../output.js';
import { operatorOf } from '../ledger/operator.js';
import { withProgress, type Progress } from '../progress.js';

/** Shows what would be taken away, or takes it away. */
export function run(call: Call): Promise<Exit> {
  return withComparison(call, (comparison) => revert(call, comparison));
}

async function revert(call: Call, comparison: Comparison): Promise<Exit> {
  const result = await withProgress(call.io, 'reading the live world', async (progress) =>
    runRevert(comparison.ports, await inputOf(call, comparison, progress)),
  );
  const nameOf = namesFrom(comparison.wanted.identity);
  await print(call, {
    document: result,
    lines: (paint, width) => revertText(result, paint, { width, nameOf }),
  });
  return ENDS[result.overall];
}

async function inputOf(call: Call, comparison: Comparison, progress: Progress): Promise<RevertInput> {
  const { wanted, world, config, ports } = comparison;
  const acting = await actingPrincipal(world, wanted.identity, call.signal);
  if (acting.actorUnknown !== undefined)
    call.io.err(
      `note: ${acting.actorUnknown}; what may be the last privileged access of whoever runs this is held\n`,
    );
  const operator = await operatorOf(call, ports.recorder, acting.actor);
  const reason = textOption(call, 'release');
  const only = call.options['only'];
  return {
    ...driftInput(call, comparison, progress),
    confirm: flag(call, 'confirm'),
    by: confirmedBy(call),
    rails: railsOf(config),
    reread: rereading(wanted),
    run: randomUUID(),
    recordVerifies: true,
    ...acting,
    ...(operator ? { operator } : {}),
    ...(reason === undefined ? {} : { release: { reason } }),
    ...(Array.isArray(only) ? { only: only.map(findingId) } : {}),
  };
}

/** An id as drift prints it. Throws USAGE: a misspelt one would look as if nothing were left to do. */
function findingId(text: unknown): FindingId {
  if (typeof text === 'string' && /^[0-9a-f]{16}$/.test(text)) return branded(text);
  throw new WritError('USAGE', `\`${String(text)}\` is not the id of a finding`, {
    remedy: 'copy it from `writ drift --json`: 16 hex digits',
  });
}

const ENDS: Readonly<Record<Overall, Exit>> = {
  nothing: 'done',
  remains: 'drift',
  done: 'done',
  'dry-run': 'drift',
  incomplete: 'incomplete',
  held: 'held',
  partial: 'partial',
  interrupted: 'interrupted',
};
