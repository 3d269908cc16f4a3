import { by, isWritError, messageOf, sorted, WritError, WritErrors, type Code } from '../kernel/index.js';
import type { DeclaredAt } from './declaration.js';

/** What to say about one fault: `what` names the value in backticks and what is allowed. */
interface Fault {
  readonly what: string;
  readonly remedy: string;
  readonly code?: Code;
  readonly candidates?: readonly string[];
}

/** Gathers every fault of the declarations, so that all are shown together. */
export class Faults {
  readonly #found: WritError[] = [];

  /** How many there are. */
  get count(): number {
    return this.#found.length;
  }

  /** Notes a fault of `at`. */
  add(at: DeclaredAt, { what, remedy, code = 'DECLARATION_INVALID', candidates = [] }: Fault): void {
    const place = { path: at.node.path };
    this.#found.push(new WritError(code, what, { remedy, place, candidates }));
  }

  /** What `read` gives, or undefined with a fault when it throws. */
  attempt<T>(at: DeclaredAt, field: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      const remedy = isWritError(error) ? error.remedy : 'mend the function; it must not throw';
      this.add(at, { what: `\`${field}\`: ${messageOf(error)}`, remedy });
      return undefined;
    }
  }

  /** Throws DECLARATIONS_INVALID with all faults in order, when there are any. */
  throwIfAny(): void {
    if (this.#found.length === 0) return;
    const faults = sorted(
      this.#found,
      by(
        (fault) => fault.place?.path ?? '',
        (fault) => fault.message,
      ),
    );
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    throw new WritErrors('DECLARATIONS_INVALID', `${count} in the declarations`, faults);
  }
}

/** Up to twelve names in backticks, for "allowed are …". */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, 12).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
