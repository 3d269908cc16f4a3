import { by, sorted } from '../../kernel/index.js';
import type { Outcome } from '../decision.js';
import type { DecisionReason } from './record.js';

/** From the gravest: what is not fit to decide on, what must not be, what a person above has to see, what waits. */
const GRAVITY: readonly DecisionReason['outcome'][] = ['refuse', 'deny', 'escalate', 'pending'];

/** The place of an outcome from the gravest on; approve is the last. */
export function gravityOf(outcome: Outcome): number {
  return outcome === 'approve' ? GRAVITY.length : GRAVITY.indexOf(outcome);
}

/** What reasons make together: the gravest, or approve where there is none. */
export function gravest(reasons: readonly DecisionReason[]): {
  readonly outcome: Outcome;
  readonly ordered: readonly DecisionReason[];
} {
  const ordered = sorted(
    reasons,
    by(
      ({ outcome }) => String(GRAVITY.indexOf(outcome)),
      ({ code }) => code,
      ({ rule }) => rule ?? '',
      ({ message }) => message,
    ),
  );
  return { outcome: ordered[0]?.outcome ?? 'approve', ordered };
}

/** Whether a reason stands that nothing else could make graver in kind: it is refused or denied. */
export function isFinal(reasons: readonly DecisionReason[]): boolean {
  return reasons.some(({ outcome }) => outcome === 'refuse' || outcome === 'deny');
}
