import { quoted, WritError } from '../../kernel/index.js';
import type { Ticket } from '../../manifest/index.js';
import {
  approvedBefore,
  keptWith,
  unknownTicket,
  unreadableFiles,
  type DecideDocument,
  type DecisionRecord,
  type UnreadableTicket,
} from '../../policy/index.js';
import { decidedTickets } from '../../workflow/index.js';
import { decideText, type NameOf } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import { namesFrom } from '../comparison.js';
import { decidingOn, DECIDING_OPTIONS } from '../decide-inputs.js';
import type { Exit } from '../exit.js';
import { judgedAt } from '../ledger/evidence.js';
import { noLedger, refuseRecordAt } from '../judging.js';
import { loadConfig, pathIn, type LoadedConfig } from '../load-config.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const OPTIONS = [
  { flags: '--at <instant>', about: 'the instant to decide at (default: WRIT_AS_OF, else now)' },
  {
    flags: '--write',
    about:
      'add what was decided to the file `decisions` of the configuration; what stands there is never rewritten',
  },
  {
    flags: '--record',
    about:
      'append what was decided to the ledger, whether it allowed or not; what the newest entry of a ticket says already is not said again',
  },
  ...DECIDING_OPTIONS,
] as const satisfies readonly OptionSpec[];

const TICKET = {
  name: '[ticket...]',
  about: 'ids of tickets (default: those that are not approved as they are now)',
} as const satisfies ArgumentSpec;

type DecideCall = Call<typeof OPTIONS, readonly [typeof TICKET]>;

/** `writ decide`: what the rules say of tickets. */
export const spec = command({
  about:
    'Judges tickets from files alone: the facts are derived from declarations, identity feeds and observed reviews, the rules of ' +
    '`policy` decide over them, and each review is judged on its own. Says approve, pending (who must still approve), escalate, deny or ' +
    'refuse (what is wrong with the data), with every rule that determined it. The same inputs and instant give the same bytes.',
  examples: [
    'writ decide',
    'writ decide ACC-0042',
    'writ decide --write',
    'writ decide --record',
    'writ decide --at 2026-11-20T09:00:00Z --json',
  ],
  arguments: [TICKET],
  options: OPTIONS,
  schema: 'decide',
  run,
});

/** Decides and prints; ends with 2 when a ticket that was asked about is not approved, or cannot be read. */
async function run(call: DecideCall): Promise<Exit> {
  refuseRecordAt(call.options);
  const loaded = await loadConfig(call);
  const found = await withProgress(call.io, 'deciding', () => decided(call, loaded));
  const records = asked(call, found);
  await found.record?.(records);
  if (call.options.write === true) await write(call, loaded, found, records);
  const before = approvedBefore(records, found.standing);
  const unreadable = call.args.length === 0 ? found.unreadable : [];
  const document: DecideDocument = {
    schema: 'writ.decide/1',
    decisions: records,
    ...(before.length > 0 ? { approvedBefore: before } : {}),
    unreadable: unreadableFiles(unreadable),
  };
  await print(call, { document, lines: (paint, width) => decideText(document, paint, width, found.nameOf) });
  return unreadable.length === 0 && records.every(({ outcome }) => outcome === 'approve') ? 'done' : 'drift';
}

interface Decided {
  readonly records: readonly DecisionRecord[];
  readonly tickets: readonly Ticket[];
  readonly unreadable: readonly UnreadableTicket[];
  /** Every decision that stood before. */
  readonly standing: Parameters<typeof approvedBefore>[1];
  /** The contents that stand approved. */
  readonly approved: ReadonlySet<string>;
  readonly nameOf: NameOf;
  /** How many decisions the ledger has. */
  readonly recorded: number;
  /** Records evaluations, where that was asked for. */
  readonly record?: (records: readonly DecisionRecord[]) => Promise<void>;
}

async function decided(call: DecideCall, loaded: LoadedConfig): Promise<Decided> {
  const { inputs, evidence } = await decidingOn(call, loaded, await judgedAt(call, call.options.at));
  if (call.options.record === true && !evidence)
    throw noLedger(', or keep decisions in a file with `--write`');
  const { decisions, recorded } = inputs;
  const standing = [...decisions, ...(recorded?.decisions ?? [])];
  const { records, asked } = decidedTickets(inputs);
  const { tickets, catalogue, unreadable = [] } = inputs;
  return {
    nameOf: namesFrom(inputs.identity),
    records,
    tickets,
    unreadable,
    standing: { decisions, ...(recorded ? { recorded } : {}) },
    recorded: recorded?.decisions.length ?? 0,
    ...(call.options.record === true && evidence
      ? { record: (chosen) => evidence.evaluated({ records: chosen, asked, tickets, catalogue }) }
      : {}),
    approved: new Set(standing.filter(({ outcome }) => outcome === 'approve').map(({ digest }) => digest)),
  };
}

async function write(
  call: DecideCall,
  loaded: LoadedConfig,
  { recorded }: Decided,
  records: readonly DecisionRecord[],
): Promise<void> {
  const { isMissing, readRecords, writeRecords } = await import('../../adapters/files/decisions.js');
  const file = pathIn(loaded, loaded.config.decisions);
  if (recorded > 0 && (await isMissing(file)))
    call.io.err(
      `note: ${file} is not there, and the ledger has ${String(recorded)} decisions: if it was deleted, restore it; it is begun anew\n`,
    );
  await writeRecords(file, keptWith(await readRecords(file), records));
}

/** The records asked for. What was approved is decided once: it is judged again only by name, and by every synthesis. */
function asked(
  call: DecideCall,
  { records, approved, tickets, unreadable }: Decided,
): readonly DecisionRecord[] {
  if (call.args.length === 0) return records.filter(({ content }) => !content || !approved.has(content));
  for (const id of call.args) {
    if (records.some(({ ticket }) => ticket === id)) continue;
    if (!tickets.some(({ ticket }) => ticket === id)) throw unknownTicket(id, { tickets, unreadable });
    throw new WritError('NOT_FOUND', `${quoted(id)} ends something, and an end needs no decision`, {
      remedy: 'name a ticket that asks for something',
    });
  }
  return records.filter(({ ticket }) => call.args.includes(ticket));
}
