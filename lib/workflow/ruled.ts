import type { Digest } from '../kernel/index.js';
import type { Reason } from '../manifest/index.js';
import { loginsOf, seenIn, type DecisionRecord } from '../policy/index.js';
import type { WantedInput } from '../wanted/index.js';
import { decideTickets, type DecideTicketsInput } from './decide.js';

/**
 * The inputs of what is wanted, with the rules asked again: an approver counts who was seen to approve, and what the rules of today
 * deny or cannot be asked about is neither given nor taken. An approval that merely waits again, since a review has run out, stands.
 */
export function ruledBy<I extends WantedInput>(
  input: I,
  { engine, observations }: Pick<DecideTicketsInput, 'engine' | 'observations'>,
): I & Required<Pick<WantedInput, 'seen' | 'objections'>> {
  const seen = seenIn(observations, loginsOf(input.identity));
  const believed = { ...input, seen };
  const records = decideTickets({ ...believed, engine, observations });
  return { ...believed, objections: objectionsIn(records) };
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
