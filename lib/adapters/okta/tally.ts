import { toWritError } from '../../kernel/index.js';
import type { Part, PartFailure, SweepOptions } from '../../inventory/index.js';

/** A listing of Okta's that a sweep reads. */
export type OktaListing = Extract<Part, { part: 'listing' }>['of'];

/** Counts the parts of a sweep and turns what fails into values. Only an abort rejects. */
export class SweepTally {
  listed = 0;
  answered = 0;
  readonly failures: PartFailure[] = [];

  constructor(private readonly options: SweepOptions) {}

  /** Whether this listing failed, in whole or in part. */
  failedIn(of: OktaListing): boolean {
    return this.failures.some(({ part }) => part.part === 'listing' && part.of === of);
  }

  /** Announces parts that are going to be read. */
  list(parts: number): void {
    this.listed += parts;
  }

  /** Reads a part that was announced. */
  async read(part: Part, reading: () => Promise<void>): Promise<void> {
    try {
      await reading();
      this.answered += 1;
    } catch (error) {
      this.options.signal?.throwIfAborted();
      this.failures.push({ part, error: toWritError(error) });
    }
    this.options.onProgress?.(this.answered, this.listed);
  }
}
