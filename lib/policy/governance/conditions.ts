import { sortedTexts } from '../../kernel/index.js';
import { committersOf } from '../decide/parties.js';
import type { DecisionReason, ReviewJudged, RouteCondition } from '../decide/record.js';
import { isReachable, isSuspect } from '../decide/standing-of.js';
import type { GovernanceGround, OwnerSeat, Panel } from './ground.js';
import { isGovernor } from './ground.js';
import { isAsker, type GovernanceReview } from './reviews.js';

/** The conditions of a governance change with who filled them, and each review with those that it satisfies. */
export interface GovernanceSeating {
  readonly conditions: readonly RouteCondition[];
  readonly reviews: readonly ReviewJudged[];
  /** What is still open, who can fill it, or that nobody can. */
  readonly open: readonly DecisionReason[];
}

/**
 * As many different governors as the base asks for, and for each package that a birthright would give, or give more of, one of its owners, who may be
 * one of the governors: they decide on what no ticket will ask for.
 */
export function governanceSeats(
  panel: Panel,
  judged: readonly GovernanceReview[],
  ground: GovernanceGround,
): GovernanceSeating {
  const counted = [...new Set(judged.flatMap(({ said, who }) => (said.counted && who ? [who] : [])))];
  const { required } = panel.governance;
  const governors = counted.filter((who) => isGovernor(panel.governance, who)).slice(0, required);
  const able = ableOf(panel, ground).filter((who) => !counted.includes(who));
  const fresh = able.filter((who) => isGovernor(panel.governance, who));
  const seats = Array.from({ length: required }, (_, index): PanelSeat => {
    const filledBy = governors[index];
    // Of three that are open two are no help where only one governor is left.
    const isReachable = index < governors.length + fresh.length;
    return seat(`governor ${index + 1} of ${required}`, filledBy, isReachable ? fresh : []);
  });
  const owners = panel.owners.map((each): PanelSeat => ownerSeat(each, counted, able));
  const all = [...seats, ...owners];
  const open = all.filter(({ condition }) => condition.filledBy === undefined);
  return {
    conditions: all.map(({ condition }) => condition),
    reviews: judged.map(({ said }) => withConditions(said, all)),
    open: open.map(waiting),
  };
}

interface PanelSeat {
  readonly condition: RouteCondition;
  readonly of?: OwnerSeat;
}

function seat(role: string, filledBy: string | undefined, candidates: readonly string[]): PanelSeat {
  return {
    condition: filledBy === undefined ? { role, candidates } : { role, filledBy, candidates: [] },
  };
}

function ownerSeat(of: OwnerSeat, counted: readonly string[], able: readonly string[]): PanelSeat {
  const holds = (who: string): boolean => of.approvers.includes(who);
  return {
    of,
    ...seat(`owner ${of.team} for ${of.package}`, counted.find(holds), able.filter(holds)),
  };
}

/** Everybody whose approval would count. Those whose e-mails commits bear are asked only where nobody else can be. */
function ableOf(panel: Panel, ground: GovernanceGround): readonly string[] {
  const { isPusher, isNamedInCommits } = committersOf(panel.change, ground);
  const named = [
    ...panel.governance.governors.map((id) => `hr:${id}`),
    ...panel.owners.flatMap(({ approvers }) => [...approvers]),
  ];
  return sortedTexts(named).filter(
    (who) =>
      isReachable(who, ground) &&
      !panel.benefits(who) &&
      !isPusher(who) &&
      !isAsker(panel.change, who) &&
      !isNamedInCommits(who) &&
      !isSuspect(who, ground),
  );
}

function waiting({ condition: { role, candidates }, of }: PanelSeat): DecisionReason {
  if (candidates.length === 0)
    return {
      outcome: 'escalate',
      code: 'NO_APPROVER_ALIVE',
      message: `nobody who is at work, has no part in it and gains nothing by it can approve as ${role}`,
      remedy:
        of && of.approvers.length === 0
          ? `declare team \`${of.team}\` by a change of its own before`
          : 'name another by a change of its own, or leave out of this one what gives them more',
    };
  return {
    outcome: 'pending',
    code: of ? 'GRANT_WIDENED_UNDECIDED' : 'APPROVAL_MISSING',
    message: of
      ? `\`${of.package}\` would be given, or give more, without a ticket, and ${role} has not decided on it`
      : `${role} has not approved`,
    remedy: `ask ${candidates.slice(0, 5).join(', ')}`,
  };
}

function withConditions(said: ReviewJudged, seats: readonly PanelSeat[]): ReviewJudged {
  if (!said.counted) return said;
  const filled = seats.flatMap(({ condition: { role, filledBy } }) =>
    filledBy !== undefined && filledBy === said.approver ? [role] : [],
  );
  if (filled.length > 0) return { ...said, condition: filled.join(', ') };
  const message = 'every seat that the reviewer may fill is filled by somebody else';
  return { ...said, counted: false, reasons: [{ code: 'APPROVAL_NOT_NEEDED', message }] };
}
