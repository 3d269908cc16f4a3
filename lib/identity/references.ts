import type { Instant } from '../kernel/index.js';
import { identityFinding, type CheckId, type IdentityFinding } from './checks.js';
import { hasLeft, leftBecause } from './employment.js';
import type { BarePerson } from './rows.js';

/**
 * Holds the people whom rows name to HR itself: managers and sponsors. A wrong one is a finding on its row and holds up
 * nobody, since a manager gives nothing by being named.
 * @param hasRow - whether HR has a row of somebody, readable or not
 * @param lineOf - the line of a person's row
 */
export function judgeReferences(
  people: readonly BarePerson[],
  hasRow: (worker: string) => boolean,
  lineOf: (worker: string) => number,
  asOf: Instant,
): IdentityFinding[] {
  const byId = new Map<string, BarePerson>(people.map((each) => [each.id, each]));
  const circling = onCircles(byId);
  return people.flatMap((each) => {
    if (hasLeft(each, asOf)) return [];
    return [...ofManager(each, circling, hasRow), ...ofSponsor(each, byId, hasRow, asOf)].map(
      ([check, message]) => identityFinding(check, 'hr', [lineOf(each.id)], [`hr:${each.id}`], message),
    );
  });
}

type ReferenceFault = readonly [check: CheckId, message: string];

function ofManager(
  { id, manager }: BarePerson,
  circling: ReadonlySet<string>,
  hasRow: (worker: string) => boolean,
): ReferenceFault[] {
  if (manager === undefined) return [];
  if (manager === id) return [['manager-self', `\`hr:${id}\` is named as the own manager`]];
  if (!hasRow(manager))
    return [['manager-unknown', `\`hr:${id}\` has manager \`hr:${manager}\`, whom HR does not have`]];
  return circling.has(id)
    ? [['manager-circle', `going from manager to manager leads from \`hr:${id}\` back to it`]]
    : [];
}

/** Everybody from whom going from manager to manager leads back; each person is passed once, however long the line. */
function onCircles(byId: ReadonlyMap<string, BarePerson>): ReadonlySet<string> {
  const circling = new Set<string>();
  const passed = new Set<string>();
  for (const id of byId.keys()) {
    const line: string[] = [];
    let next: string | undefined = id;
    while (next !== undefined && !passed.has(next)) {
      passed.add(next);
      line.push(next);
      next = byId.get(next)?.manager;
    }
    const back = next === undefined ? -1 : line.indexOf(next);
    if (back >= 0) for (const each of line.slice(back)) circling.add(each);
  }
  return circling;
}

function ofSponsor(
  { id, contract }: BarePerson,
  byId: ReadonlyMap<string, BarePerson>,
  hasRow: (worker: string) => boolean,
  asOf: Instant,
): ReferenceFault[] {
  if (!contract) return [];
  const { sponsor } = contract;
  if (!hasRow(sponsor))
    return [
      [
        'sponsor-unknown',
        `the contract of \`hr:${id}\` has sponsor \`hr:${sponsor}\`, whom HR does not have`,
      ],
    ];
  const record = byId.get(sponsor);
  const left = record && leftBecause(record, asOf);
  return left ? [['sponsor-left', `the sponsor \`hr:${sponsor}\` of \`hr:${id}\` is gone: ${left}`]] : [];
}
