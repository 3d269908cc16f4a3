import type { JournalEntry } from '../../lib/drift/index.js';
import { parseInstant } from '../../lib/kernel/index.js';
import { edge, idOf } from '../_helpers/build.js';
import { awsGroup, person } from '../../lib/model/index.js';

const at = parseInstant('2026-11-20T09:00:00Z');
const id = idOf(edge(person('1'), awsGroup('a')));
const ran = { at, run: 'run-1' };

/**
 * Entries of the journal that must not compile, beside some that must. The compiler holds each `@ts-expect-error` to a real
 * error. Compiled by `npm run check:types`, never executed.
 */
export const ENTRIES = [
  { kind: 'first-seen', at, edge: id, finding: 'ORPHANED_GRANT' } satisfies JournalEntry,
  { kind: 'intent', ...ran, deadline: at, edges: [id] as const, op: 'add' } satisfies JournalEntry,
  { kind: 'attempt', ...ran, edge: id, counts: { basis: 'none' } } satisfies JournalEntry,
  { kind: 'object', at, seen: [{ ref: awsGroup('a'), native: 'g-1' }] } satisfies JournalEntry,
  // @ts-expect-error a kind that evidence does not have
  { kind: 'granted', at, edge: id } satisfies JournalEntry,
  // @ts-expect-error a kind of evidence that is none of the journal's
  { kind: 'drift', at, report: '', wanted: '', live: '', complete: true, counts: {} } satisfies JournalEntry,
  // @ts-expect-error what evidence demands
  { kind: 'first-seen', at, edge: id } satisfies JournalEntry,
  // @ts-expect-error what evidence does not know
  { kind: 'gone', at, edge: id, why: 'x' } satisfies JournalEntry,
  // @ts-expect-error the fence is the ledger's own to give
  { kind: 'intent', ...ran, deadline: at, edges: [id], fence: 3 } satisfies JournalEntry,
  // @ts-expect-error any text is no instant
  { kind: 'gone', at: '2026-11-20', edge: id } satisfies JournalEntry,
  // @ts-expect-error any text is no id of a finding
  { kind: 'gone', at, edge: 'x' } satisfies JournalEntry,
  // @ts-expect-error there is no such end of an attempt
  { kind: 'outcome', ...ran, edge: id, state: 'granted', detail: '' } satisfies JournalEntry,
  // @ts-expect-error a revocation has no word for "add"
  { kind: 'attempt', ...ran, edge: id, revocation: { what: 'add' } } satisfies JournalEntry,
  // @ts-expect-error an entry of nothing seen is none
  { kind: 'object', at, seen: [] } satisfies JournalEntry,
  // @ts-expect-error a principal is no declared object
  { kind: 'object', at, seen: [{ ref: person('1'), native: 'u-1' }] } satisfies JournalEntry,
];
