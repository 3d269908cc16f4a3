import type { Part, PartFailure, SweepOptions } from '../../../inventory/index.js';
import { by, canonicalJson, sorted, type WritError } from '../../../kernel/index.js';

/** Which parts were to be read, which were, and which were not and why. */
export interface Tally {
  readonly listed: number;
  readonly answered: number;
  readonly failures: readonly PartFailure[];
}

/** Counts the parts of one reading. */
export class TallySheet implements Tally {
  listed = 0;
  answered = 0;
  readonly failures: PartFailure[] = [];

  /** Notes the outcome of one part. */
  note(part: Part, failure: WritError | undefined): void {
    this.listed += 1;
    if (failure) this.failures.push({ part, error: failure });
    else this.answered += 1;
  }
}

/** The sum of several tallies; failures in the order of their parts. */
export function total(tallies: readonly Tally[]): Tally {
  const failures = tallies.flatMap((tally) => tally.failures);
  return {
    listed: tallies.reduce((sum, tally) => sum + tally.listed, 0),
    answered: tallies.reduce((sum, tally) => sum + tally.answered, 0),
    failures: sorted(
      failures,
      by((failure) => canonicalJson(failure.part)),
    ),
  };
}

/** Tells the caller how far the sweep is; parts become known as their listings arrive. */
export class SweepProgress {
  private listed = 0;
  private answered = 0;

  constructor(private readonly report: SweepOptions['onProgress']) {}

  expect(parts: number): void {
    this.listed += parts;
  }

  /** Counts a part as done, read or not; what is read twice because it seemed gone counts once. */
  done(): void {
    this.answered = Math.min(this.answered + 1, this.listed);
    this.report?.(this.answered, this.listed);
  }
}
