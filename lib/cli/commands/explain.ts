import { branded, WritError } from '../../kernel/index.js';
import { tryParsePrincipal, type EdgeId } from '../../model/index.js';
import type { ExplainSubject, Explanation } from '../../record/index.js';
import { explainText } from '../../report/index.js';
import { explainAt } from '../../workflow/ledger/explain.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock, instantOfCall, namesAtHand } from '../ledger/evidence.js';
import { openEvidence } from '../ledger/journal.js';
import { KEY_OPTION, LEDGER_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const ARGUMENTS = [
  { name: '<subject>', about: 'ticket id, edge id as drift prints it, or principal like hr:10117' },
  { name: '[package]', about: 'the package, when the subject is a principal' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--at <instant>', about: 'tell it as it was known then (default: now)' },
  { flags: '--check', about: 'end with 1 when evidence that is due is missing or contradicts' },
  KEY_OPTION,
  MANIFEST_OPTION,
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type ExplainCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ explain`: the life of a ticket, a holding or an edge. */
export const spec = command({
  about:
    'Verifies the ledger, then tells of one ticket, one package of a principal, or one edge: approvers, policy and rules, reasons, the ' +
    'verified end or that it is still active, which stages of its evidence are there and which are missing, and every entry about it. ' +
    'The role that each approver held is shown where it was checked. ' +
    'With --check it ends with 1 when evidence that is due is missing.',
  examples: [
    'writ explain ACC-0046',
    'writ explain hr:10117 prod-admin',
    'writ explain 209652f7fcee9d5c --json',
    'writ explain ACC-0046 --check',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'explain',
  run,
});

/** Tells the life of one thing from a ledger that verifies. */
async function run(call: ExplainCall): Promise<Exit> {
  const subject = subjectOf(call);
  const told = await withProgress(call.io, 'verifying the ledger', () => explained(call, subject));
  const nameOf = await namesAtHand(call);
  await print(call, {
    document: told,
    lines: (paint, width) => explainText(told, paint, { width, nameOf }),
  });
  const whole = told.tickets.every(({ evidence }) => evidence.complete);
  return call.options.check === true && !whole ? 'failed' : 'done';
}

async function explained(call: ExplainCall, subject: ExplainSubject): Promise<Explanation> {
  const clock = await evidenceClock(call);
  const { recorder, bodies } = await openEvidence(call, clock);
  return explainAt(recorder, bodies, subject, instantOfCall(call, clock));
}

/** 16 hex digits are an edge, a principal needs its package, anything else is a ticket. */
function subjectOf(call: ExplainCall): ExplainSubject {
  const [subject, pack] = [call.args[0], call.args[1] ?? ''];
  if (tryParsePrincipal(subject)) {
    if (pack) return { what: 'holding', principal: subject, package: pack };
    throw new WritError('USAGE', `\`${subject}\` is a principal, and no package is named`, {
      remedy: 'name the package too, like `writ explain hr:10117 prod-admin`',
    });
  }
  if (/^[0-9a-f]{16}$/.test(subject))
    return { what: 'edge', edge: branded<'edge-id'>(subject) satisfies EdgeId };
  return { what: 'ticket', ticket: subject };
}
