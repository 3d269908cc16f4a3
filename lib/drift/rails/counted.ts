import { holderKey, providerOf } from '../../model/index.js';
import { findingRow } from '../findings/index.js';
import type { RevertLine } from '../line.js';
import type { Counts } from '../journal.js';
import type { Counted } from '../taken.js';
import { hadBasis } from './declared.js';
import type { RevertGround } from '../revert-ground.js';

/** A line as ceilings count it. */
export function countedAs(
  { finding }: Pick<RevertLine, 'finding'>,
  { holders }: Pick<RevertGround, 'holders'>,
): Counted {
  const { subject } = finding;
  const holder = subject.what === 'edge' ? subject.edge.holder : undefined;
  const left =
    findingRow(finding.code).end === 'holder' && holder?.kind === 'person' && holders.leftByHr(holder);
  return {
    id: subject.id,
    system: subject.what === 'edge' ? providerOf(subject.edge) : 'aws',
    package: hadBasis(finding) ? (finding.wanted?.[0]?.package ?? '') : undefined,
    holder: holder && holderKey(holder),
    leaver: left ? holderKey(holder) : undefined,
  };
}

/** How the journal keeps an attempt at this line, for the ceilings of later runs. */
export function countsOf({ package: of, leaver }: Counted): Counts {
  if (of === undefined) return { basis: 'none' };
  return {
    basis: 'had',
    ...(of === '' ? {} : { package: of }),
    ...(leaver === undefined ? {} : { leaver: true }),
  };
}

/** What these lines would take away, and what of the like was taken within the window beside them. */
export function withTaken(lines: readonly Counted[], taken: readonly Counted[]): readonly Counted[] {
  const ids = new Set(lines.map(({ id }) => id));
  return [...lines, ...taken.filter(({ id }) => !ids.has(id))];
}
