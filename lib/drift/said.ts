import type { Finding } from './finding.js';
import { findingRow, reasonOf, type FindingCode } from './findings/index.js';

/** What is said of one finding: its code, and what is more exact than the words of the table. */
export type FindingWords<Code extends FindingCode = FindingCode> = { readonly code: Code } & Partial<
  Pick<Finding, 'because' | 'cure'>
>;

/** What every finding of a code says, with what is said of this one. */
export function saidOf({
  code,
  because,
  cure,
}: FindingWords): Pick<Finding, 'class' | 'code' | 'reason' | 'because' | 'cure'> {
  const row = findingRow(code);
  const reason = reasonOf(code);
  return {
    class: row.class,
    code,
    ...(reason === null ? {} : { reason }),
    because: because ?? row.because,
    cure: cure ?? row.cure,
  };
}
