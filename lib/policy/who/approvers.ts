import { by, isWritError, sorted, sortedTexts } from '../../kernel/index.js';
import { delegationFor, type PersonRecord } from '../../identity/index.js';
import { approverRoles, type ApproverRole, type ListedRole } from '../../manifest/index.js';
import { person, principalText } from '../../model/index.js';
import { factsOf } from '../decide/decide.js';
import { judgeReviews } from '../decide/judge-reviews.js';
import { grantQuestion } from '../decide/questions.js';
import { delegatesOf } from '../delegates.js';
import { hasOwnLogin } from '../decide/standing-of.js';
import type { NamedPrincipal } from '../explain/document.js';
import { called } from '../explain/explain.js';
import { fallbackHolders, fallbackOpen } from '../fallback.js';
import { isAtWork } from '../facts/person.js';
import { holdersOf, listedHolders, listedText, roleText } from '../role-holders.js';
import type { PermitRule } from '../rules/rule.js';
import { hasLogin } from './askers.js';
import type { ApprovingRole, MayApprove, StandingIn } from './document.js';
import {
  plainRequest,
  principalOf,
  type JudgedBy,
  type RequestGround,
  type WhoSubject,
} from './plain-request.js';

/** Everybody who is named for a role of the route, or acts for who is, each asked of the rules by a review of a plain request. */
export function approversOf(
  askers: readonly WhoSubject[],
  everybody: readonly WhoSubject[],
  given: RequestGround,
  judges: JudgedBy,
): readonly ApprovingRole[] {
  const told = (role: ApproverRole, holders: ReadonlySet<string>, as: RequestGround): readonly MayApprove[] =>
    sorted(
      voicesOf(holders, given).map((voice) => judged(voice, role, askers, everybody, as, judges)),
      by(
        ({ id }) => id,
        (each) => each.for?.id ?? '',
      ),
    );
  return approverRoles(given.wanted.approval).map((role) => ({
    role: roleText(role, { package: given.wanted }),
    approvers: told(role, holdersAmong(role, askers, given), given),
    ...(role.fallback ? { fallback: standingIn(role, role.fallback, given, told) } : {}),
    ...(role.escalation ? { escalation: toldAbove(role.escalation, given) } : {}),
  }));
}

/** Those of a fallback, each as if it were asked: of whom holds the role nothing is asked twice. */
function standingIn(
  role: ApproverRole,
  entries: readonly ListedRole[],
  given: RequestGround,
  told: (role: ApproverRole, holders: ReadonlySet<string>, as: RequestGround) => readonly MayApprove[],
): StandingIn {
  const { ground, wanted } = given;
  const asked = { principal: NOBODY, package: wanted };
  const book = {
    people: ground.links,
    teams: ground.catalogue.teams,
    delegations: ground.delegations ?? [],
    hasLogin: (who: string) => hasOwnLogin(who, ground),
  };
  const open = role.role !== 'manager' && fallbackOpen(role, asked, book, ground.at) !== undefined;
  const asIfOpen = { ...given, ground: { ...ground, asIfOpen: true } };
  return {
    asked: entries.map((each) => listedText(each, asked)),
    open,
    approvers: told({ role: 'owner' }, fallbackHolders(role, asked, book), asIfOpen),
  };
}

function toldAbove(
  entries: readonly ListedRole[],
  { ground, wanted }: RequestGround,
): readonly NamedPrincipal[] {
  const book = { people: ground.links, teams: ground.catalogue.teams };
  const asked = { principal: NOBODY, package: wanted };
  const named = sortedTexts(entries.flatMap((each) => [...listedHolders(each, asked, book)]));
  return named
    .filter((who) => isAtWork(ground.links.personOf(who.slice('hr:'.length)), ground.at))
    .map((who) => called(who, ground));
}

/** Somebody as themselves, or for somebody else. */
interface NamedVoice {
  readonly who: string;
  readonly as: string;
}

/** Who holds a role; a manager is another for each who asks. */
function holdersAmong(
  role: ApproverRole,
  askers: readonly WhoSubject[],
  { ground, wanted }: RequestGround,
): ReadonlySet<string> {
  const book = { people: ground.links, teams: ground.catalogue.teams };
  const of = role.role === 'manager' ? askers : [undefined];
  return new Set(
    of.flatMap((asker) => [
      ...holdersOf(role, { principal: asker ? principalOf(asker) : NOBODY, package: wanted }, book),
    ]),
  );
}

function voicesOf(holders: ReadonlySet<string>, { ground, wanted }: RequestGround): readonly NamedVoice[] {
  const { delegations = [], at } = ground;
  return [...holders].flatMap((as) => [
    { who: as, as },
    ...delegatesOf(as, { principal: NOBODY, package: wanted }, { people: ground.links, delegations }, at).map(
      (who) => ({
        who,
        as,
      }),
    ),
  ]);
}

/** For whom nobody acts: roles of teams are the same whoever asks. */
const NOBODY = person('-');

function judged(
  { who, as }: NamedVoice,
  role: ApproverRole,
  askers: readonly WhoSubject[],
  everybody: readonly WhoSubject[],
  given: RequestGround,
  judges: JudgedBy,
): MayApprove {
  const { ground, wanted } = given;
  const record = recordOf(who, given);
  const acting =
    as === who
      ? undefined
      : delegationFor(ground.delegations ?? [], { ...ids(as, who), package: wanted.id, at: ground.at });
  const told = {
    ...called(who, ground),
    ...(as === who ? {} : { for: called(as, ground) }),
    ...(acting ? { until: acting.end } : {}),
    ...(record?.forgeLogin === undefined ? {} : { login: record.forgeLogin }),
  };
  if (!record)
    return {
      ...told,
      counts: false,
      reasons: [{ code: 'APPROVER_UNKNOWN', message: 'HR does not know them' }],
    };
  if (!hasLogin(record, given)) return { ...told, counts: false, reasons: [NO_LOGIN] };
  const isFor = (each: WhoSubject): boolean =>
    ![who, as].includes(principalText(principalOf(each))) &&
    !(ground.asIfOpen && 'worker' in each && [who, as].includes(`hr:${each.manager ?? ''}`)) &&
    (role.role !== 'manager' ||
      ('worker' in each && each.manager !== undefined && `hr:${each.manager}` === as));
  const asker = askers.find(isFor) ?? everybody.find(isFor);
  if (!asker) return { ...told, counts: false, reasons: [ONLY_FOR_THEMSELVES] };
  return { ...told, ...reviewed(asker, record, as === who ? undefined : as, given, judges) };
}

const ids = (as: string, who: string) => ({
  from: person(as.slice('hr:'.length)).id,
  to: person(who.slice('hr:'.length)).id,
});
const NO_LOGIN = {
  code: 'APPROVER_WITHOUT_LOGIN',
  message: 'they have no login of their own, so no review of theirs can be known',
};
const ONLY_FOR_THEMSELVES = {
  code: 'NOBODY_ELSE',
  message: 'there is nobody else whom they could approve for',
};

/** What the rules make of a review of theirs, given now on what is asked. */
function reviewed(
  asker: WhoSubject,
  { forgeLogin: login = '' }: PersonRecord,
  as: string | undefined,
  given: RequestGround,
  { engine, inputs }: JudgedBy,
): Pick<MayApprove, 'counts' | 'reasons'> {
  const requester = 'worker' in asker ? asker : undefined;
  const review = { by: { login, kind: 'user' as const }, ...(as === undefined ? {} : { for: as }) };
  const plain = plainRequest(asker, 60_000, requester, given, [review]);
  if (isWritError(plain)) return { counts: false, reasons: [{ code: plain.code, message: plain.message }] };
  const { resolved, ground } = plain;
  const facts = factsOf(resolved, asker, { ground, engine, inputs });
  const [path] = [
    ...engine.paths(grantQuestion(resolved.ticket.ticket, resolved.principal, facts)),
    ...engine.rules.filter((rule): rule is PermitRule => rule.effect === 'permit' && rule.action === 'grant'),
  ];
  const [found] = path ? judgeReviews(resolved, facts, path, engine, ground) : [];
  return {
    counts: found?.said.counted ?? false,
    reasons: (found?.said.reasons ?? []).map(({ code, message }) => ({ code, message })),
  };
}

function recordOf(who: string, { ground }: RequestGround): PersonRecord | undefined {
  return ground.links.personOf(who.slice('hr:'.length));
}
