import { by, sorted, type Instant } from '../kernel/index.js';
import { principalText, tryParsePrincipal } from '../model/index.js';
import { checkOf } from './checks/index.js';
import { hasLeft } from './employment.js';
import { findingsInOrder, type IdentityFinding } from './finding.js';
import { inSource, nativeKey } from './folded.js';
import { memoryFindings } from './run-checks.js';
import type { DoubtedPerson, IdentitySnapshot, LostAccount, PersonRecord } from './snapshot.js';

/**
 * A snapshot that remembers what the last accepted one had and its own feeds lack: people whose rows are gone come to
 * be in doubt, accounts whose rows are gone stay known as their owners'. A missing row ends nothing; only what HR says
 * does, so those who had left by then are forgotten.
 */
export function remembering(now: IdentitySnapshot, last: IdentitySnapshot | undefined): IdentitySnapshot {
  if (!last) return now;
  const doubted = withVanished(now, last);
  const lost = lostAccounts(now, last);
  const findings = withRemembered(now, last);
  return {
    ...now,
    ...(doubted.length > 0 ? { doubted } : {}),
    ...(lost.length > 0 ? { lost } : {}),
    ...(findings.length > 0 ? { findings } : {}),
  };
}

/** Findings of now with those that only memory shows; one found before stays, since the next feed looks as if it had always been so. */
function withRemembered(now: IdentitySnapshot, last: IdentitySnapshot): readonly IdentityFinding[] {
  const known = (now.findings ?? []).filter(({ check }) => checkOf(check).over !== 'memory');
  const before = (last.findings ?? []).filter(({ about }) => about.some((who) => isHere(who, now)));
  const found = [...before, ...memoryFindings(now, last)].filter((each) => isOpen(each, now));
  const first = new Map(found.reverse().map((each) => [JSON.stringify([each.check, each.about]), each]));
  return first.size === 0 ? (now.findings ?? []) : findingsInOrder([...known, ...first.values()]);
}

/** Whether it is of memory, and no event says since that it is right. */
function isOpen({ check: id, about, said }: IdentityFinding, { events = [] }: IdentitySnapshot): boolean {
  const check = checkOf(id);
  if (check.over !== 'memory') return false;
  const until = said?.find(({ field }) => field === 'until')?.value ?? '';
  return !events.some(
    ({ kind, subject, at }) =>
      kind === check.clearedBy && subject && about.includes(principalText(subject)) && at >= until,
  );
}

function isHere(who: string, { people, workloads, asOf }: IdentitySnapshot): boolean {
  const principal = tryParsePrincipal(who);
  if (principal?.kind === 'workload') return workloads.some(({ id }) => id === principal.id);
  return people.some((each) => each.id === principal?.id && !hasLeft(each, asOf));
}

function withVanished(now: IdentitySnapshot, last: IdentitySnapshot): readonly DoubtedPerson[] {
  const known = new Set([...now.people, ...(now.doubted ?? [])].map(({ id }) => id));
  const vanished = [...atWork(last.people, last.asOf), ...(last.doubted ?? [])].filter(
    ({ id }) => !known.has(id),
  );
  const why = 'was in the last accepted HR feed and has no row in this one';
  return sorted(
    [...(now.doubted ?? []), ...vanished.map(({ id }) => ({ id, why, accounts: [] }))],
    by(({ id }) => id),
  );
}

function lostAccounts(now: IdentitySnapshot, last: IdentitySnapshot): readonly LostAccount[] {
  const linked = new Set(
    [
      ...[...now.people, ...(now.doubted ?? []), ...now.workloads].flatMap(({ accounts }) => accounts),
      ...now.shared,
      ...(now.contested ?? []),
    ].map(({ source, native }) => inSource(source, nativeKey(native))),
  );
  const owned: LostAccount[] = [
    ...[...atWork(last.people, last.asOf), ...(last.doubted ?? [])].flatMap(({ id, accounts }) =>
      accounts.map((account) => ({ ...account, owner: { kind: 'person' as const, id } })),
    ),
    ...last.workloads.flatMap(({ id, accounts }) =>
      accounts.map((account) => ({ ...account, owner: { kind: 'workload' as const, id } })),
    ),
    ...(last.lost ?? []).filter(({ owner }) => !hadLeft(owner, last)),
  ];
  const found = new Map(
    owned.map((account) => [inSource(account.source, nativeKey(account.native)), account]),
  );
  return sorted(
    [...found].filter(([key]) => !linked.has(key)).map(([, account]) => account),
    by(
      ({ source }) => source,
      ({ native }) => native,
    ),
  );
}

function atWork(people: readonly PersonRecord[], at: Instant): readonly PersonRecord[] {
  return people.filter((record) => !hasLeft(record, at));
}

function hadLeft(owner: LostAccount['owner'], { people, asOf }: IdentitySnapshot): boolean {
  const record = owner.kind === 'person' ? people.find(({ id }) => id === owner.id) : undefined;
  return record !== undefined && hasLeft(record, asOf);
}
