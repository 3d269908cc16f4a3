/**
 * Questions that one comparison may ask of its cells and statements. The hardest pairs of policies that AWS publishes take a third of it,
 * one bounding the other; what takes all of it was written to.
 */
export const MOST_QUESTIONS = 8_000_000;

/**
 * What one comparison may cost, counted and not timed, so that the same policies have the same answer everywhere. Once it is spent nothing is
 * proved or tried any more: what is left counts as allowed, and as more.
 */
export class Effort {
  private left = MOST_QUESTIONS;

  /** Whether so many more questions may be asked. */
  allows(questions: number): boolean {
    if (this.left <= 0) return false;
    this.left -= questions;
    return this.left > 0;
  }
}
