import type { Digest } from '../kernel/index.js';
import type { Reason } from '../manifest/index.js';
import { countedWhenSeen, decideAll, loginsOf, seenIn, type DecisionRecord } from '../policy/index.js';
import type { WantedInput } from '../wanted/index.js';
import { judgedOn, type DecideTicketsInput } from './decide.js';
import { observedApprovals } from './observed-approvals.js';

/**
 * The inputs of what is wanted, with the rules asked again: an approver counts who was seen to approve and could when it was decided, and what the rules of today
 * deny or cannot be asked about is neither given nor taken. An approval that merely waits again, since a review has run out, stands.
 */
export function ruledBy<I extends WantedInput>(
  input: I,
  { engine, observations }: Pick<DecideTicketsInput, 'engine' | 'observations'>,
): I & Required<Pick<WantedInput, 'seen' | 'fallback' | 'objections'>> {
  const logins = loginsOf(input.identity);
  const own = observedApprovals({ ...input, observations });
  const judged = judgedOn({ ...input, ...own, engine, observations });
  const records = decideAll(judged);
  // INVARIANT: whoever writes a decision by hand names whom they like; only a review that could count then counts for it.
  const seen = seenIn(observations, logins, countedWhenSeen(judged.intake, records, judged.ground));
  return { ...input, ...own, seen, objections: objectionsIn(records) };
}

function objectionsIn(records: readonly DecisionRecord[]): ReadonlyMap<Digest, Reason> {
  return new Map(
    records.flatMap(({ content, outcome, ticket, reasons: [first] }) =>
      content !== undefined && first && (outcome === 'deny' || outcome === 'refuse')
        ? [
            [
              content,
              {
                code: 'DECISION_OBJECTED' as const,
                message: `the rules of today would not give \`${ticket}\`: ${first.code}: ${first.message}`,
                remedy: first.remedy,
              },
            ] as const,
          ]
        : [],
    ),
  );
}
