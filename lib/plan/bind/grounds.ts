import { canonicalJson, digest, sortedTexts, type Digest } from '../../kernel/index.js';
import type { PlanExplained } from '../explain/explanation.js';

/** What of a plan's explanation is bound: what it does, and everything by which it may. */
export interface BoundGrounds {
  /** Of every effect with all that explains it, what was found included, in total order. */
  readonly changes: Digest;
  /** Of the contents that were approved by tickets, sorted. */
  readonly decisions: readonly Digest[];
  /** Of the approvals of declarations, sorted. */
  readonly governance: readonly Digest[];
  /** Of the identity snapshots that birthrights rest on, sorted. */
  readonly feeds: readonly Digest[];
}

/** The grounds of a plan of which nothing is left over; undefined of one that may not be bound. */
export function groundsOf({ planned, found, also }: PlanExplained): BoundGrounds | undefined {
  if (also.length > 0) return undefined;
  const because = [...planned, ...found].flatMap((each) => each.because);
  // A canonical text has no line end, so that one stands for each effect, and an empty line between the two lists.
  const [done, seen] = [planned, found].map((effects) => sortedTexts(effects.map(canonicalJson)));
  return {
    changes: digest([...(done ?? []), '', ...(seen ?? [])].join('\n')),
    decisions: sortedTexts(because.flatMap((each) => (each.by === 'ticket' ? [each.decision] : []))),
    governance: sortedTexts(because.flatMap((each) => (each.by === 'governance' ? [each.approval] : []))),
    feeds: sortedTexts(because.flatMap((each) => (each.by === 'birthright' ? [each.feed] : []))),
  };
}
