import type { Binding, ShardReading, ToDo } from '../../apply/index.js';
import type { Digest, WritError } from '../../kernel/index.js';
import type { Provider } from '../../model/index.js';
import type { Refusal } from '../../plan/index.js';

/** What became of one stack. */
export type StackOutcome = { readonly stack: string; readonly provider: Provider; readonly wave: number } & (
  | {
      readonly state: 'planned';
      readonly reading: ShardReading;
      readonly binding: Binding;
      readonly digest: Digest;
      readonly toDo: readonly ToDo[];
      /** Whether the builds of its provider were reviewed. */
      readonly lockReviewed: boolean;
    }
  /** The three readers do not agree with what was reviewed. */
  | { readonly state: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly state: 'failed'; readonly error: WritError }
  /** It looks up by name what these stacks have yet to make. */
  | { readonly state: 'waits'; readonly for: readonly string[] }
);
