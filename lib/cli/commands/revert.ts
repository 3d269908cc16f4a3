import { randomUUID } from 'node:crypto';
import type { FindingId } from '../../drift/index.js';
import { branded, WritError } from '../../kernel/index.js';
import { revertText } from '../../report/index.js';
import { runRevert, type Overall, type RevertInput } from '../../workflow/index.js';
import { actingPrincipal, confirmedBy } from '../actor.js';
import { command, type Call, type OptionSpec } from '../command.js';
import { driftInput, namesFrom, openComparison, railsOf, type Comparison } from '../comparison.js';
import type { Exit } from '../exit.js';
import { operatorOf } from '../ledger/operator.js';
import { rereading } from '../manifest-file.js';
import {
  CONFIRM_OPTION,
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  LOG_OPTION,
  MANIFEST_OPTION,
  OUTPUT_OPTIONS,
  WORLD_OPTIONS,
} from '../options.js';
import { print } from '../output.js';
import { withProgress, type Progress } from '../progress.js';

const OPTIONS = [
  CONFIRM_OPTION,
  { flags: '--only <ids...>', about: 'only the findings with these ids, as drift prints them' },
  {
    flags: '--release <reason>',
    about:
      'stand behind what the breaker holds, with the reason; it goes once two people do, each proved by key',
  },
  {
    flags: '--as <id>',
    about: 'who runs this, proved by their key in the ledger (default: WRIT_OPERATOR)',
  },
  {
    flags: '--operator-key <file>',
    about: 'private key of --as (default: WRIT_OPERATOR_KEY, else the one in the key folder)',
  },
  {
    flags: '--by <person>',
    about:
      'who confirms, a note for the ledger that proves nothing (default: WRIT_ACTOR, else the login name)',
  },
  MANIFEST_OPTION,
  LOG_OPTION,
  LEDGER_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...WORLD_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type RevertCall = Call<typeof OPTIONS>;

/** `writ revert`: takes away what is not wanted. */
export const spec = command({
  about:
    'Sweeps and judges like drift, then shows each line with why it is there and which safety rail holds it, if one does. ' +
    'With --confirm it revokes, polls each revocation to its end, reads it back and records it. Never adds access. ' +
    'One failure never hides the others; stopped at any point, it goes on when run again. ' +
    'Without a ledger that verifies it takes away what is proved to have ended, and holds the rest: found one with `writ ledger init`. ' +
    'Exit code 0 when all that was to go is gone, 2 when a dry run has lines and when drift is left that no run takes away ' +
    '(none of it is a line, or every line is held for good: an observed scope, a pinned principal, another owner), ' +
    '3 when part of the world could not be read, 5 when a line waits, 6 when something is not proved ended.',
  examples: [
    'writ revert',
    'writ revert --confirm',
    'writ revert --confirm --json --save revert.json',
    'writ revert --confirm --as hr:10110 --operator-key me.pem --release "the contract with Hexa ended"',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'revert',
  run,
});

/** Shows what would be taken away, or takes it away. */
async function run(call: RevertCall): Promise<Exit> {
  return revert(call, await openComparison(call, 'take'));
}

async function revert(call: RevertCall, comparison: Comparison): Promise<Exit> {
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

async function inputOf(call: RevertCall, comparison: Comparison, progress: Progress): Promise<RevertInput> {
  const { wanted, world, config, ports } = comparison;
  const acting = await actingPrincipal(world, wanted.identity, call.signal);
  if (acting.actorUnknown !== undefined)
    call.io.err(
      `note: ${acting.actorUnknown}; what may be the last privileged access of whoever runs this is held\n`,
    );
  const operator = await operatorOf(call, ports.recorder, acting.actor);
  const { only, release: reason } = call.options;
  return {
    ...driftInput(call, comparison, progress),
    confirm: call.options.confirm === true,
    by: confirmedBy(call),
    rails: railsOf(config),
    reread: rereading(wanted),
    run: randomUUID(),
    recordVerifies: true,
    ...acting,
    ...(operator ? { operator } : {}),
    ...(reason === undefined ? {} : { release: { reason } }),
    ...(only === undefined ? {} : { only: only.map(findingId) }),
  };
}

/** An id as drift prints it. Throws USAGE: a misspelt one would look as if nothing were left to do. */
function findingId(text: string): FindingId {
  if (/^[0-9a-f]{16}$/.test(text)) return branded(text);
  throw new WritError('USAGE', `\`${text}\` is not the id of a finding`, {
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
