/** What is found of two things, found once. */
export class Pairs<A extends object, B, T extends boolean | readonly unknown[]> {
  private readonly known = new Map<A, Map<B, T>>();

  constructor(private readonly find: (a: A, b: B) => T) {}

  of(a: A, b: B): T {
    let of = this.known.get(a);
    if (!of) this.known.set(a, (of = new Map<B, T>()));
    const before = of.get(b);
    if (before !== undefined) return before;
    const found = this.find(a, b);
    of.set(b, found);
    return found;
  }
}
