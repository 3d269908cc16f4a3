import { becauseText, type WhoReport } from '../record/index.js';
import { whatifRules, type PolicyWhatifDocument, type RuleEngine } from '../policy/index.js';
import { wantedAt } from '../wanted/index.js';
import { judgedOn, type DecideTicketsInput } from './decide.js';
import { observedApprovals } from './observed-approvals.js';

/**
 * Which tickets other rules would decide differently.
 * @param held - what was live, as the ledger has it; undefined where nothing tells
 */
export function whatifDecisions(
  given: DecideTicketsInput,
  after: RuleEngine,
  held?: WhoReport,
): PolicyWhatifDocument {
  const giving = givingTickets(given);
  const because = new Set((held?.holdings ?? []).flatMap((each) => each.because));
  const live = giving.filter(({ says }) => because.has(says));
  return whatifRules({
    ...judgedOn(given),
    before: given.engine,
    after,
    giving: new Set(giving.map(({ ticket }) => ticket)),
    ...(given.unreadable ? { unreadable: given.unreadable } : {}),
    ...(held ? { live: new Set(live.map(({ ticket }) => ticket)) } : {}),
  });
}

/** Approved tickets that give or will, held ones included, each as the ledger words it: the rules of today are not asked. */
function givingTickets(
  given: DecideTicketsInput,
): readonly { readonly ticket: string; readonly says: string }[] {
  const { grants, held } = wantedAt({ ...observedApprovals(given), ...given });
  const standing = [
    ...grants.flatMap(({ bases, ...grant }) => bases.map(({ basis }) => ({ ...grant, basis }))),
    ...held,
  ];
  return standing.flatMap(({ package: pack, asset, basis }) =>
    'ticket' in basis ? [{ ticket: basis.ticket, says: becauseText(pack, asset, basis) }] : [],
  );
}
