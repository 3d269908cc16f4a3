import type { Digest, Instant, List } from '../../kernel/index.js';
import type { Basis } from '../../model/index.js';
import type { EndedGrant, OmittedTicket, WantedEdge } from '../../manifest/index.js';
import type { Effect } from '../derive/effect.js';
import type { Refusal } from '../refusals.js';
import type { EffectAnswers } from './answers.js';

/** Where a basis is given. */
interface Placed {
  readonly package: string;
  readonly asset: string;
}

/** One thing that was decided by which an effect is done. */
export type EffectExplanation =
  | (Placed & {
      readonly by: 'ticket';
      readonly kind: 'ticket' | 'exception' | 'emergency';
      readonly ticket: string;
      /** Digest of the content that was approved. */
      readonly decision: Digest;
    })
  | (Placed & {
      readonly by: 'birthright';
      readonly jobFunction: string;
      readonly feed: Digest;
      readonly event?: string;
    })
  /** A basis that is over. */
  | (Placed & {
      readonly by: 'end';
      readonly basis: Basis;
      readonly why: EndedGrant['why'] | 'feed';
      readonly endedAt?: Instant;
    })
  /** It goes from an account that no feed links to anybody. */
  | { readonly by: 'orphaned'; readonly native: string }
  /** A ticket that yields nothing now. */
  | { readonly by: 'omitted'; readonly ticket: string; readonly state: OmittedTicket['state'] }
  /** What was decided comes back, or what nobody decided and was found goes. */
  | { readonly by: 'restoration'; readonly of: 'lost' | 'found' | 'declared' }
  | { readonly by: 'governance'; readonly approval: Digest; readonly declarations: Digest }
  /** The edge is carried by another stack from now on. */
  | { readonly by: 'carriage'; readonly stack: string };

/** An effect with everything that explains it. */
export interface ExplainedEffect {
  readonly effect: Effect;
  readonly answers: EffectAnswers;
  readonly because: List<EffectExplanation>;
}

/** An effect that nothing explains, and why each thing that could have does not. */
export interface Unexplained {
  readonly effect: Effect;
  readonly answers: EffectAnswers;
  /** Whether the plan would do it, or it was found done. */
  readonly of: 'planned' | 'found';
  readonly refusals: List<Refusal>;
}

/** The effects of one shard's plan, explained. Its plan may be bound only where `also` is empty. */
export interface PlanExplained {
  readonly stack: string;
  /** What would be done, in order. */
  readonly planned: readonly ExplainedEffect[];
  /** What was found done since the last apply, in order. */
  readonly found: readonly ExplainedEffect[];
  /** "The plan would also …" */
  readonly also: readonly Unexplained[];
  /** Decided and not planned: what the manifest wants of this stack now, and would not be there. */
  readonly lacking: readonly WantedEdge[];
}
