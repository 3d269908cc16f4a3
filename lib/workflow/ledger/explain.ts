import { WritError, type Instant } from '../../kernel/index.js';
import {
  explain,
  judgementAt,
  type BodySource,
  type ExplainSubject,
  type Explanation,
  type Recorder,
} from '../../record/index.js';
import { tryKeptManifest } from './bodies.js';

/** The life of one thing as the ledger has it, as it was known at an instant. Throws NOT_FOUND where it has nothing about it. */
export async function explainAt(
  recorder: Pick<Recorder, 'read'>,
  bodies: BodySource,
  subject: ExplainSubject,
  at: Instant,
): Promise<Explanation> {
  const records = await recorder.read();
  const judged = judgementAt(records, at);
  const manifest = judged && (await tryKeptManifest(bodies, judged.body.wanted));
  const told = explain(subject, records, at, manifest);
  if (told.tickets.length + told.wanted.length + told.timeline.length > 0) return told;
  throw new WritError('NOT_FOUND', `the ledger has nothing about \`${textOf(subject)}\``, {
    remedy: 'check the id; `writ drift` prints edge ids, `writ show principal` tickets',
  });
}

function textOf(subject: ExplainSubject): string {
  switch (subject.what) {
    case 'holding':
      return `${subject.principal} ${subject.package}`;
    case 'edge':
      return subject.edge;
    case 'ticket':
      return subject.ticket;
  }
}
