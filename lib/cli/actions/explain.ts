import { branded, WritError } from '../../kernel/index.js';
import { tryParsePrincipal, type EdgeId } from '../../model/index.js';
import { explain, judgementAt, type Explanation, type ExplainSubject } from '../../record/index.js';
import { explainText } from '../../report/index.js';
import { argument, flag, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock, instantOfCall, namesAtHand, tryKeptManifest } from '../ledger/evidence.js';
import { openEvidence } from '../ledger/journal.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

/** Tells the life of one thing from a ledger that verifies. */
export async function run(call: Call): Promise<Exit> {
  const subject = subjectOf(call);
  const told = await withProgress(call.io, 'verifying the ledger', () => explained(call, subject));
  const nameOf = await namesAtHand(call);
  await print(call, {
    document: told,
    lines: (paint, width) => explainText(told, paint, { width, nameOf }),
  });
  const whole = told.tickets.every(({ evidence }) => evidence.complete);
  return flag(call, 'check') && !whole ? 'failed' : 'done';
}

async function explained(call: Call, subject: ExplainSubject): Promise<Explanation> {
  const clock = await evidenceClock(call);
  const evidence = await openEvidence(call, clock);
  try {
    const records = await evidence.recorder.read();
    const at = instantOfCall(call, clock);
    const judged = judgementAt(records, at);
    const manifest = judged && (await tryKeptManifest(evidence.bodies, judged.body.wanted));
    const told = explain(subject, records, at, manifest);
    if (told.tickets.length + told.wanted.length + told.timeline.length === 0) throw unknown(call);
    return told;
  } finally {
    evidence.close();
  }
}

/** 16 hex digits are an edge, a principal needs its package, anything else is a ticket. */
function subjectOf(call: Call): ExplainSubject {
  const [subject, pack] = [argument(call, 0), argument(call, 1)];
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

function unknown(call: Call): WritError {
  return new WritError('NOT_FOUND', `the ledger has nothing about \`${call.args.join(' ')}\``, {
    remedy: 'check the id; `writ drift` prints edge ids, `writ show principal` tickets',
  });
}
