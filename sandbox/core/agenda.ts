interface Job {
  readonly due: number;
  readonly seq: number;
  readonly run: () => void;
}

/** Jobs by due time, those of one instant in the order they were added: a binary heap. */
export class Agenda {
  private readonly heap: Job[] = [];
  private seq = 0;

  /** When the next job is due. */
  get nextDue(): number | undefined {
    return this.heap[0]?.due;
  }

  add(due: number, run: () => void): void {
    this.heap.push({ due, seq: this.seq++, run });
    this.rise(this.heap.length - 1);
  }

  /** Takes the next job out if it is due at `now`. */
  take(now: number): Job | undefined {
    const first = this.heap[0];
    if (first === undefined || first.due > now) return undefined;
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last;
      this.sink(0);
    }
    return first;
  }

  private rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >>> 1;
      if (!this.before(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(from: number): void {
    for (let at = from; ;) {
      const left = 2 * at + 1;
      const least = this.before(left + 1, left) ? left + 1 : left;
      if (!this.before(least, at)) return;
      this.swap(least, at);
      at = least;
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.due === other.due ? one.seq < other.seq : one.due < other.due;
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return;
    this.heap[a] = other;
    this.heap[b] = one;
  }
}
