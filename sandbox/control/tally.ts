/** What became of the rows of one table. */
export interface Tally {
  created: number;
  updated: number;
}

/** Counts per table while a seed is loaded. */
export class Tallies {
  private readonly tallies: Record<string, Tally> = {};

  count(table: string, what: keyof Tally): void {
    const tally = (this.tallies[table] ??= { created: 0, updated: 0 });
    tally[what] += 1;
  }

  get all(): Readonly<Record<string, Tally>> {
    return this.tallies;
  }
}
