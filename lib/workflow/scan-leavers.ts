import { counted, listed, type ScanCase, type ScanFinding } from '../report/index.js';
import { groupBy, sortedTexts } from '../kernel/index.js';
import type { Holdings, ScanHolder } from './scan-holdings.js';

/** Grants that are live though their holder left: suspended, deprovisioned, or ended according to HR. */
export function heldByLeavers(holdings: Holdings): ScanFinding {
  const cases = casesOf(holdings).sort(
    (a, b) => Number(b.privileged) - Number(a.privileged) || (a.subject < b.subject ? -1 : 1),
  );
  const privileged = cases.filter((one) => one.privileged).length;
  return {
    question: 'held-by-leavers',
    title: 'Held by people who left',
    count: cases.length,
    headline:
      cases.length > 0
        ? `${counted(cases.length, 'person who left or is suspended still holds', 'people who left or are suspended still hold')} access${privileged > 0 ? `, ${privileged} of them privileged` : ''}`
        : 'nobody whose account is suspended or deprovisioned holds anything',
    cases,
    fix:
      cases.length > 0
        ? 'remove their memberships and assignments now, and let `writ revert` do it from the HR feed on'
        : 'none needed',
  };
}

interface Held {
  readonly holder: ScanHolder;
  readonly what: string;
  readonly privileged: boolean;
}

function casesOf(holdings: Holdings): ScanCase[] {
  return [...groupBy(heldOf(holdings), (held) => held.holder.key)].map(([, held]) => ({
    subject: held[0]?.holder.name ?? '',
    gives: listed(sortedTexts(held.map((one) => one.what)), 3),
    why: held[0]?.holder.left.join('; ') ?? '',
    privileged: held.some((one) => one.privileged),
  }));
}

function heldOf(holdings: Holdings): Held[] {
  const assigned = holdings.assignments.flatMap((assignment) =>
    assignment.reaches.map(({ holder }) => ({
      holder,
      what: assignment.title,
      privileged: assignment.privileged.length > 0,
    })),
  );
  const joined = holdings.inventory.edges.flatMap(({ edge, cause }) => {
    const holder = holdings.holderOf(edge.holder);
    const counts = holder && edge.target.kind === 'okta.group' && cause.by !== 'service';
    return counts ? [{ holder, what: `Okta group ${edge.target.name}`, privileged: false }] : [];
  });
  return [...assigned, ...joined].filter((held) => held.holder.left.length > 0);
}
