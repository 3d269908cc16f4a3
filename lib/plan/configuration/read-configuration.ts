import { strictJson } from '../json/strict.js';
import type { Refusal } from '../refusals.js';
import type { Provider } from '../../model/index.js';
import { documentOf } from './grammar.js';
import type { StackSettings } from './settings.js';

/** One stack as it was synthesized and reviewed. */
export interface ReviewedStack {
  readonly stack: string;
  readonly provider: Provider;
  /** What the base's configuration puts into it; exactly that is expected. @default - any Region and account, and states on disk */
  readonly settings?: StackSettings;
}

/**
 * Reads the bytes of the Terraform JSON of one stack under a closed grammar: exactly the blocks, attributes and references that synthesis writes. What plan JSON
 * does not show is refused here: locals, variables, modules, imports, moves, removals, checks, lifecycle, provisioners, other providers and backends. All refusals at
 * once; none where it is as it would be synthesized. Pure; throws nothing.
 */
export function refuseConfiguration(
  bytes: Uint8Array,
  { stack, provider, settings }: ReviewedStack,
): readonly Refusal[] {
  const document = strictJson(bytes);
  if ('refusals' in document) return document.refusals;
  return documentOf(provider, stack, settings)(document.value, stack);
}
