import { NONE_LIVE, privilegeOf, type LivePolicies } from '../meaning/index.js';
import { canonicalJson } from '../kernel/index.js';
import type { ContentPart } from '../model/index.js';
import { alteredPart, type AuditEvent, type AuditReads } from '../inventory/index.js';
import type { JournalEntry } from './journal.js';
import type { Revocation } from './ports.js';
import type { FindingId } from './finding-id.js';

/** Something that gives access and was taken off a set. */
export type LeftPart = Pick<ContentPart, 'slot' | 'name'>;

/**
 * What an account behind its set may still have, by the set's native id and the id of the account's finding. A set
 * loses a policy at once; an account only when it is provisioned, which can fail: until it was seen up to date, it has
 * whatever was taken off.
 */
export type LeftBehind = (native: string, id: FindingId) => readonly LeftPart[];

interface Taken {
  readonly native: string;
  readonly part: LeftPart;
  readonly at: string;
}

/** Folds what Writ began to take off, and what the logs say that anybody took off. */
export function leftBehind(journal: readonly JournalEntry[], audit: AuditReads): LeftBehind {
  const { begun, upToDate } = fold(journal);
  const all = [...begun, ...[...audit.values()].flatMap(({ events }) => events.flatMap(loggedIn))];
  return (native, id) => {
    const since = [upToDate.get(native) ?? '', upToDate.get(id) ?? ''].reduce((a, b) => (a > b ? a : b));
    const parts = all.filter((one) => one.native === native && one.at > since).map(({ part }) => part);
    return [...new Map(parts.map((part) => [canonicalJson([part.slot, part.name]), part])).values()];
  };
}

/** Why what may be left counts as privileged; empty when it does not. A policy of which no text is kept does. */
export function whyLeftIsPrivileged(
  left: readonly LeftPart[],
  policies: LivePolicies = NONE_LIVE,
): readonly string[] {
  const named = (slot: LeftPart['slot']): string[] =>
    left.filter((part) => part.slot === slot).map(({ name }) => name);
  return [
    ...privilegeOf(
      {
        managed: named('managed'),
        customerManaged: named('customer-managed').map((name) => ({ path: '', name })),
        sessionMinutes: 60,
      },
      policies,
    ),
    ...named('inline').map(() => 'content of the inline policy that was taken off is not known any more'),
  ];
}

interface Folded {
  readonly begun: readonly Taken[];
  /** Since when a set is up to date everywhere, by its native id, or in one account, by the id of its finding. */
  readonly upToDate: ReadonlyMap<string, string>;
}

/** An end that was read back proves that no account was behind; one of an account, or its finding being gone, that it is not. */
function fold(journal: readonly JournalEntry[]): Folded {
  const begun: Taken[] = [];
  const upToDate = new Map<string, string>();
  const asked = new Map<FindingId, Revocation>();
  for (const entry of journal) {
    if (entry.kind === 'gone') upToDate.set(entry.edge, entry.at);
    if (entry.kind === 'attempt' && entry.revocation) {
      asked.set(entry.edge, entry.revocation);
      begun.push(...takenBy(entry.revocation).map((taken) => ({ ...taken, at: entry.at })));
    }
    if (entry.kind !== 'outcome' || entry.state !== 'revoked') continue;
    const revocation = asked.get(entry.edge);
    if (revocation?.what === 're-provision') upToDate.set(entry.edge, entry.at);
    else if (revocation && revocation.what !== 'edge') upToDate.set(revocation.native, entry.at);
  }
  return { begun, upToDate };
}

function takenBy(revocation: Revocation): Omit<Taken, 'at'>[] {
  switch (revocation.what) {
    case 'detach-policy':
      return [{ native: revocation.native, part: { slot: revocation.slot, name: revocation.name } }];
    case 'delete-inline':
      return [{ native: revocation.native, part: { slot: 'inline', name: 'inline' } }];
    case 'edge':
    case 're-provision':
      return [];
  }
}

/** Slots that give access, as logs name them when something is taken off. */
const GIVING: readonly LeftPart['slot'][] = ['managed', 'customer-managed', 'inline'];

function loggedIn({ op, target, part, at }: AuditEvent): Taken[] {
  if (op !== 'alter' || part === undefined) return [];
  const [, slot, name = 'inline'] = JSON.parse(part) as [string, LeftPart['slot'], string?];
  const isTaken = GIVING.includes(slot) && part === alteredPart('take', slot, name);
  return isTaken ? [{ native: target, part: { slot, name }, at }] : [];
}
