import type { Instant } from '../kernel/index.js';
import { principalText, tryParsePrincipal } from '../model/index.js';
import type { IdentityLinks, PersonRecord } from '../identity/index.js';
import type { Route } from '../manifest/index.js';
import type { Decision } from './decision.js';
import type { ResolvedTicket } from './intake.js';

/** How many distinct named people a route asks for, the beneficiary never among them. */
const NAMED: Readonly<Record<Route['kind'], number>> = { auto: 0, one: 1, dual: 2, emergency: 1 };

/** Why a recorded approval does not count, as a sentence and what to do about it. */
export interface ApprovalLack {
  readonly code: 'TICKET_UNDECIDED' | 'SYSTEM_UNREADABLE';
  readonly message: string;
  readonly remedy: string;
}

/**
 * What an approval lacks: enough distinct named people for the package's route, and, where the package reaches into a
 * system that no live reader covers, at least one person even on an automatic route. An empty list never approves, and
 * only people whom HR had at the time count.
 */
export function approvalLacks(
  resolved: ResolvedTicket,
  decision: Decision,
  people: Pick<IdentityLinks, 'personOf'>,
): ApprovalLack | undefined {
  const { ticket, package: wanted, asset } = resolved;
  const named = namedApprovers(decision, principalText(resolved.principal), people).length;
  const systems =
    wanted.grants.find((grants) => grants.asset === asset)?.beyond?.map(({ system }) => system) ?? [];
  if (systems.length > 0 && named === 0) {
    return {
      code: 'SYSTEM_UNREADABLE',
      message: `\`${ticket.ticket}\` reaches into ${systems.join(', ')}, which no live reader covers`,
      remedy: 'have a named person approve it and check that system by hand',
    };
  }
  const asked = NAMED[wanted.approval.kind];
  if (named >= asked) return undefined;
  return {
    code: 'TICKET_UNDECIDED',
    message: `the approval of \`${ticket.ticket}\` names ${named} of the ${asked} people that its route asks for`,
    remedy: 'have the approvers of its route decide on it; the beneficiary does not count',
  };
}

function namedApprovers(
  { approvers, at }: Decision,
  beneficiary: string,
  people: Pick<IdentityLinks, 'personOf'>,
): readonly string[] {
  return [...new Set(approvers)].filter((text) => {
    const named = tryParsePrincipal(text);
    const record = named?.kind === 'person' ? people.personOf(named.id) : undefined;
    return record !== undefined && text !== beneficiary && wasThere(record, at);
  });
}

/** Whether HR has somebody at work at an instant; one who left later has approved all the same. */
function wasThere({ start, lastDay, contract }: PersonRecord, at: Instant): boolean {
  return start <= at && !(lastDay && lastDay <= at) && !(contract && contract.end <= at);
}
