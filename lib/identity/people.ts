import { by, groupBy, isWritError, sorted, sortedTexts, type Instant } from '../kernel/index.js';
import type { Lined } from './checks/index.js';
import { identityFinding, type IdentityFinding } from './finding.js';
import { hasLeft } from './employment.js';
import type { RawFeed } from './feed.js';
import { folded } from './folded.js';
import { parseHrRow, tryLeaver, tryWorkerId, type BarePerson } from './rows.js';

/** What the HR feed says of people, row by row. */
export interface ReadPeople {
  /** One for each person whose rows can be relied on, with its line. */
  readonly people: readonly Lined<BarePerson>[];
  /** Why nothing can be relied on of somebody, by worker id. */
  readonly doubted: ReadonlyMap<string, string>;
  readonly findings: readonly IdentityFinding[];
}

/** Reads the HR feed. A row that is wrong condemns itself and its person; a termination in it gets through. */
export function readPeople(feed: RawFeed, asOf: Instant): ReadPeople {
  const findings: IdentityFinding[] = [];
  const doubted = new Map<string, string>();
  const rows = feed.rows.flatMap((row, index) => readRow(row, index + 2, asOf, findings, doubted));
  const known = [...groupBy(rows, ({ value }) => folded(value.id)).values()].flatMap((group) =>
    onePerson(group, asOf, findings, doubted),
  );
  const people = known.filter(({ value }) => !doubted.has(value.id) || isGone(value, asOf));
  for (const { value } of people) doubted.delete(value.id);
  judgeEmails(people, asOf, findings, doubted);
  return {
    people: people.filter(({ value }) => !doubted.has(value.id)),
    doubted,
    findings,
  };
}

function readRow(
  row: Readonly<Record<string, string>>,
  line: number,
  asOf: Instant,
  findings: IdentityFinding[],
  doubted: Map<string, string>,
): Lined<BarePerson>[] {
  try {
    return [{ value: parseHrRow(row, `line ${line}`), line }];
  } catch (error) {
    if (!isWritError(error)) throw error;
    const id = tryWorkerId(row);
    const leaver = tryLeaver(row, asOf);
    const about = id === undefined ? [] : [`hr:${id}`];
    findings.push(
      identityFinding(leaver ? 'leaver-row-poor' : 'row-unreadable', {
        feed: 'hr',
        lines: [line],
        about,
        message: error.message,
      }),
    );
    if (leaver) return [{ value: leaver, line }];
    const why = `has an HR row that cannot be read (${error.message})`;
    if (id !== undefined && why < (doubted.get(id) ?? '\uffff')) doubted.set(id, why);
    return [];
  }
}

/** The one row that counts of several with one id: an end that no later spell follows. Otherwise the person is in doubt. */
function onePerson(
  group: readonly Lined<BarePerson>[],
  asOf: Instant,
  findings: IdentityFinding[],
  doubted: Map<string, string>,
): Lined<BarePerson>[] {
  const [first] = group;
  if (!first || group.length === 1) return [...group];
  const lines = group.map(({ line }) => line);
  const ids = sortedTexts(group.map(({ value }) => value.id));
  const about = ids.map((id) => `hr:${id}`);
  if (new Set(group.map(({ value }) => JSON.stringify(value))).size === 1) {
    findings.push(
      identityFinding('row-repeated', {
        feed: 'hr',
        lines,
        about,
        message: `${about.join()} stands in several equal rows`,
      }),
    );
    return [first];
  }
  const message = `worker id \`${ids[0] ?? first.value.id}\` stands in ${group.length} rows that differ`;
  findings.push(identityFinding('worker-repeated', { feed: 'hr', lines, about, message }));
  if (ids.length > 1)
    return ids.flatMap((id) =>
      lastWord(
        group.filter(({ value }) => value.id === id),
        asOf,
        doubted,
      ),
    );
  return lastWord(group, asOf, doubted);
}

function lastWord(
  group: readonly Lined<BarePerson>[],
  asOf: Instant,
  doubted: Map<string, string>,
): Lined<BarePerson>[] {
  // The last spell; of two with one start the same one in whatever order they stand.
  const goes = sorted(
    group.filter(({ value }) => isGone(value, asOf)),
    by(
      ({ value }) => value.start,
      ({ value }) => JSON.stringify(value),
    ),
  ).reverse();
  const stays = group.filter(({ value }) => !isGone(value, asOf));
  const end = goes.find(({ value }) => stays.every((other) => other.value.start <= value.start));
  if (end) return [end];
  for (const { value } of group) doubted.set(value.id, 'has several HR rows that differ');
  return [];
}

/** An e-mail is an attribute that can be given again once its holder left; two people at work never share one. */
function judgeEmails(
  people: readonly Lined<BarePerson>[],
  asOf: Instant,
  findings: IdentityFinding[],
  doubted: Map<string, string>,
): void {
  for (const group of groupBy(people, ({ value }) => folded(value.email)).values()) {
    const [email] = sortedTexts(group.map(({ value }) => value.email));
    if (group.length < 2 || !email) continue;
    const stays = group.filter(({ value }) => !isGone(value, asOf));
    if (stays.length === 0) continue;
    const about = sortedTexts(group.map(({ value }) => `hr:${value.id}`));
    const lines = group.map(({ line }) => line);
    const check = stays.length > 1 ? 'email-shared' : 'email-reused';
    findings.push(
      identityFinding(check, {
        feed: 'hr',
        lines,
        about,
        message: `\`${email}\` stands at ${about.join(' and ')}`,
      }),
    );
    if (stays.length > 1)
      for (const { value } of stays)
        doubted.set(value.id, `shares the e-mail \`${email}\` with somebody else at work`);
  }
}

function isGone(person: BarePerson, asOf: Instant): boolean {
  return hasLeft(person, asOf);
}
