import { closureOf, livePushes } from '../inventory/index.js';
import { counted } from '../kernel/index.js';
import {
  answerFor,
  groupOf,
  isAssignment,
  isGroup,
  refKey,
  targetText,
  type Cause,
  type Group,
  type LiveEdge,
  type PermissionSetRef,
} from '../model/index.js';
import type { ScanCase, ScanFinding } from './finding.js';
import { explainedBy, type ScanAudit } from './audit.js';
import type { Holdings } from './holdings.js';
import { doubtFrom, emptyHeadline, sightOfHolders, type Visibility } from './sight.js';

/** What is held directly and has no rule, push, provider or log event behind it. */
export function unexplained(holdings: Holdings, audit: ScanAudit): ScanFinding {
  const held = holdings.inventory.edges.filter((live) => !isGroup(live.edge.holder));
  const direct = held.filter((live) => isDirect(live.cause) === 'yes');
  const explained = explainedBy(audit);
  const bare = audit.log.read ? direct.filter((live) => !explained(live)) : [];
  const cases = bare
    .map(caseOf(holdings))
    .sort(
      (a, b) =>
        Number(b.privileged) - Number(a.privileged) || (a.subject + a.gives < b.subject + b.gives ? -1 : 1),
    );
  const sight = sightOfHolders(holdings.inventory);
  const doubt = doubtFrom(
    sight,
    doubtOf(audit, held.filter((live) => isDirect(live.cause) === 'not-told').length),
  );
  return {
    question: 'unexplained',
    title: 'Never explained by anything',
    count: cases.length,
    headline: headlineOf(cases, direct.length, audit, sight),
    cases,
    fix:
      cases.length > 0
        ? 'declare what is right, adopt it by ticket, and let `writ drift` show the rest for what it is'
        : 'none needed',
    ...(doubt ? { doubt } : {}),
  };
}

function headlineOf(cases: readonly ScanCase[], direct: number, audit: ScanAudit, sight: Visibility): string {
  if (!audit.log.read) return 'not judged: the audit logs were not read';
  const since = audit.log.from.slice(0, 10);
  if (direct === 0)
    return emptyHeadline(
      sight,
      'no grant is held directly: each has a rule, a push or the provider behind it',
    );
  if (cases.length === 0)
    return `each of the ${direct} direct grants has an event in the logs since ${since}`;
  const privileged = cases.filter((one) => one.privileged).length;
  return (
    `${cases.length} of ${counted(direct, 'direct grant has', 'direct grants have')} no group rule, push or log event since ${since} behind ${direct === 1 ? 'it' : 'them'}` +
    (privileged > 0 ? `; ${privileged} of these ${privileged === 1 ? 'is' : 'are'} privileged` : '')
  );
}

function isDirect(cause: Cause): 'yes' | 'no' | 'not-told' {
  return answerFor<'yes' | 'no' | 'not-told'>(cause, {
    direct: () => 'yes',
    'not-told': () => 'not-told',
    rule: () => 'no',
    push: () => 'no',
    service: () => 'no',
  });
}

function doubtOf({ log }: ScanAudit, untold: number): string | undefined {
  if (!log.read) return 'run without --no-log to judge it';
  const doubts = [
    ...(log.complete
      ? []
      : ['the audit logs could not be read whole, so some of these may have an event after all']),
    ...(log.complete && log.failures.length > 0
      ? ['some events could not be understood, so some of these may have an event after all']
      : []),
    ...(untold === 0
      ? []
      : [
          `${counted(untold, 'membership is', 'memberships are')} left out: a group rule or push that could not be read or evaluated may keep ${untold === 1 ? 'it' : 'them'}`,
        ]),
  ];
  return doubts.length > 0 ? doubts.join('; ') : undefined;
}

function caseOf(holdings: Holdings): (live: LiveEdge) => ScanCase {
  const byTarget = new Map(
    holdings.assignments.map((held) => [JSON.stringify([held.target.set.name, held.target.account]), held]),
  );
  const privilegedGroups = new Set(
    holdings.assignments
      .filter((a) => a.privileged.length > 0)
      .flatMap((a) => a.groups.map((group) => refKey(group))),
  );
  const pushes = livePushes(holdings.inventory);
  return ({ edge }) => {
    const subject = holdings.holderOf(edge.holder)?.name ?? '';
    if (isAssignment(edge.target)) {
      const held = byTarget.get(JSON.stringify([edge.target.set.name, edge.target.account]));
      return {
        subject,
        gives: held?.title ?? '',
        why: 'assigned directly',
        privileged: (held?.privileged.length ?? 0) > 0,
        ...holdings.allowing([edge.target.set]),
      };
    }
    const joined = groupOf(edge.target);
    const groups = joined ? pushes.downstream(joined) : [];
    return {
      subject,
      gives: targetText(edge.target, { account: (id) => id }),
      why: 'added by hand or before the log begins',
      privileged: groups.some((group) => privilegedGroups.has(refKey(group))),
      ...holdings.allowing(joined ? setsHeldBy(holdings, joined) : []),
    };
  };
}

/** The permission sets that a member of a group gets. */
function setsHeldBy({ inventory }: Holdings, group: Group): readonly PermissionSetRef[] {
  return closureOf(inventory, 'on-the-way')
    .heldBy(group)
    .flatMap(({ edge: { target } }) => (isAssignment(target) ? [target.set] : []));
}
