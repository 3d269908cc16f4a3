import { by, sorted, sortedTexts } from '../../kernel/index.js';
import { principalText } from '../../model/index.js';
import type { FactGround } from '../facts/ground.js';
import { called } from '../explain/explain.js';
import type { NamedPrincipal } from '../explain/document.js';
import type { AskerFound } from './askers.js';
import type { ApprovingRole, MayApprove, StandingIn, WhoFinding } from './document.js';
import { principalOf } from './plain-request.js';

/** What findings are made of: who may ask, who is named to approve, and whether anybody has to ask at all. */
export interface FindingGround {
  readonly askers: readonly AskerFound[];
  readonly roles: readonly ApprovingRole[];
  /** Job functions that give it by birthright. */
  readonly birthrightOf: readonly string[];
  readonly ground: Pick<FactGround, 'links'>;
}

/** Where somebody, or everybody, waits for ever; then who is named and does not help. */
export function whoFindings(given: FindingGround): readonly WhoFinding[] {
  const all = [...nobodyAsks(given), ...deadRoles(given), ...left(given), ...given.roles.flatMap(gaps)];
  return [...all.filter(({ kind }) => kind === 'dead-end'), ...all.filter(({ kind }) => kind === 'gap')];
}

function nobodyAsks({ askers, birthrightOf }: FindingGround): readonly WhoFinding[] {
  if (askers.length > 0 || birthrightOf.length > 0) return [];
  return [
    {
      kind: 'dead-end',
      code: 'NOBODY_MAY_ASK',
      message: 'nobody whom the feeds and declarations know may ask for it',
      remedy: 'name it in `mayRequest` of a job function or a workload, or take it out',
      principals: [],
    },
  ];
}

/** Roles that nobody at all can fill; a manager is another for each who asks. */
function deadRoles({ roles }: FindingGround): readonly WhoFinding[] {
  return roles
    .filter(({ role, approvers }) => role !== MANAGER && able(approvers) === 0)
    .map((each) => {
      const { role, approvers, fallback, escalation = [] } = each;
      const instead = fallback ? `, nor stand in for them (${fallback.asked.join(', ')})` : '';
      const above = escalation.map(({ id }) => id).join(', ');
      if (isStoodIn(each))
        return {
          kind: 'gap',
          code: 'FALLBACK_ASKED',
          message: `nobody can approve as ${role}, and ${each.fallback.asked.join(', ')} is asked instead`,
          remedy: 'name another approver for the role where this is to last',
          principals: named(each.fallback.approvers.filter(({ counts }) => counts)),
        };
      return {
        kind: 'dead-end',
        code: 'NO_APPROVER_ALIVE',
        message: `nobody can approve as ${role}${instead}`,
        remedy: `name another approver for the role by a governance change${above === '' ? '' : `; tickets go to ${above}`}`,
        principals: named([...approvers, ...(fallback?.approvers ?? [])]),
      };
    });
}

/** Whether somebody stands in for a role today. */
function isStoodIn(each: ApprovingRole): each is ApprovingRole & { readonly fallback: StandingIn } {
  return each.fallback?.open === true && able(each.fallback.approvers) > 0;
}

const MANAGER = 'manager';

/** Askers for whom a role stays open though somebody can fill it for others: most often they are the only one. */
function left({ askers, roles, ground }: FindingGround): readonly WhoFinding[] {
  const alive = new Map(roles.map(({ role, approvers }) => [role, able(approvers)]));
  const open = askers.flatMap(({ subject, record: { conditions } }) => {
    const who = called(principalText(principalOf(subject)), ground);
    return conditions
      .filter(({ filledBy, candidates }) => filledBy === undefined && candidates.length === 0)
      .filter(({ role }) => role === MANAGER || alive.get(role) !== 0)
      .map(({ role }) => ({ role, who }));
  });
  return sortedTexts(new Set(open.map(({ role }) => role))).map((role) => ({
    kind: 'dead-end',
    code: role === MANAGER ? 'MANAGER_CANNOT' : 'ONLY_BENEFICIARY',
    message:
      role === MANAGER
        ? 'these may ask, and have no manager who can approve'
        : `these may ask, and nobody but themselves is left to approve as ${role}`,
    remedy:
      role === MANAGER
        ? 'correct the manager at HR, or have the manager delegate'
        : 'name another approver for the role by a governance change',
    principals: sorted(
      open.filter((each) => each.role === role).map(({ who }) => who),
      by(({ id }) => id),
    ),
  }));
}

/** How many different people can fill a role. */
function able(approvers: readonly MayApprove[]): number {
  return new Set(approvers.filter(({ counts }) => counts).map(({ id }) => id)).size;
}

function gaps({ role, approvers, fallback, escalation }: ApprovingRole): readonly WhoFinding[] {
  const found = [...unhelpful(role, approvers)];
  if (role !== MANAGER && able(approvers) === 1 && !(fallback && able(fallback.approvers) > 0)) {
    found.push({
      kind: 'gap',
      code: 'ONE_APPROVER',
      message: `one person alone can approve as ${role}: while they are away nobody can`,
      remedy:
        'name another approver or a fallback for the role by a governance change, or have a delegation recorded',
      principals: named(approvers.filter(({ counts }) => counts)),
    });
  }
  if (fallback) found.push(...unhelpful(`fallback for ${role}`, fallback.approvers));
  if (fallback && able(fallback.approvers) === 0) {
    found.push({
      kind: 'gap',
      code: 'FALLBACK_CANNOT',
      message: `nobody of the fallback for ${role} could stand in today`,
      remedy: 'name others for the fallback by a governance change',
      principals: named(fallback.approvers),
    });
  }
  if (escalation?.length === 0) {
    found.push({
      kind: 'gap',
      code: 'ESCALATION_CANNOT',
      message: `nobody to whom ${role} is escalated is at work`,
      remedy: 'name others for the escalation by a governance change',
      principals: [],
    });
  }
  return found;
}

/** Who is named and does not help. */
function unhelpful(role: string, approvers: readonly MayApprove[]): readonly WhoFinding[] {
  const without = approvers.filter(({ reasons }) =>
    reasons.some(({ code }) => code === 'APPROVER_WITHOUT_LOGIN'),
  );
  const others = approvers.filter((each) => !each.counts && !without.includes(each));
  const codes = sortedTexts(new Set(others.flatMap(({ reasons }) => reasons.map(({ code }) => code))));
  const found: WhoFinding[] = [];
  if (without.length > 0) {
    found.push({
      kind: 'gap',
      code: 'APPROVER_WITHOUT_LOGIN',
      message: `these are named as ${role}, and no review of theirs can be known: they have no login of their own`,
      remedy: 'link their one login of the forge in the directory, or name others for the role',
      principals: named(without),
    });
  }
  if (others.length > 0) {
    found.push({
      kind: 'gap',
      code: 'APPROVER_CANNOT',
      message: `a review of these would not count as ${role} today (${codes.join(', ')})`,
      remedy: 'name others for the role where this is to last',
      principals: named(others),
    });
  }
  return found;
}

function named(approvers: readonly MayApprove[]): readonly NamedPrincipal[] {
  const each = new Map(
    approvers.map(({ id, name }) => [id, { id, ...(name === undefined ? {} : { name }) }]),
  );
  return sorted(
    [...each.values()],
    by(({ id }) => id),
  );
}
