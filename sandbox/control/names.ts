import { closest, type Problem } from './errors.js';

/** Names that a seed may use in one place: what the world has and what the seed brings. */
export class Names {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly kind: string,
    names: Iterable<string>,
  ) {
    for (const name of names) this.known.set(name.toLowerCase(), name);
  }

  has(name: string): boolean {
    return this.known.has(name.toLowerCase());
  }

  /** A problem for every name that is not known; likenesses are looked for only for the first few. */
  check(path: string, name: string, problems: Problem[]): void {
    if (this.has(name)) return;
    const near = problems.length < 20 ? closest(name, this.known.values()) : [];
    const hint = near.length > 0 ? `; closest are ${near.map((each) => `\`${each}\``).join(', ')}` : '';
    problems.push({ path, value: name, message: `no ${this.kind} is named \`${name}\`${hint}` });
  }
}
