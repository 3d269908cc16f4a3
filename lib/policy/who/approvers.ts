import { by, isWritError, sorted } from '../../kernel/index.js';
import { delegationFor, type PersonRecord } from '../../identity/index.js';
import { approverRoles, type ApproverRole } from '../../manifest/index.js';
import { person, principalText } from '../../model/index.js';
import { factsOf } from '../decide/decide.js';
import { judgeReviews } from '../decide/judge-reviews.js';
import { grantQuestion } from '../decide/questions.js';
import { delegatesOf } from '../delegates.js';
import { called } from '../explain/explain.js';
import { holdersOf, roleText } from '../role-holders.js';
import type { PermitRule } from '../rules/rule.js';
import { hasLogin } from './askers.js';
import type { ApprovingRole, MayApprove } from './document.js';
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
  return approverRoles(given.wanted.approval).map((role) => ({
    role: roleText(role, { package: given.wanted }),
    approvers: sorted(
      voicesOf(role, askers, given).map((voice) => judged(voice, role, askers, everybody, given, judges)),
      by(
        ({ id }) => id,
        (each) => each.for?.id ?? '',
      ),
    ),
  }));
}

/** Somebody as themselves, or for somebody else. */
interface NamedVoice {
  readonly who: string;
  readonly as: string;
}

function voicesOf(
  role: ApproverRole,
  askers: readonly WhoSubject[],
  { ground, wanted }: RequestGround,
): readonly NamedVoice[] {
  const book = { people: ground.links, teams: ground.catalogue.teams };
  const of = role.role === 'manager' ? askers : [undefined];
  const holders = new Set(
    of.flatMap((asker) => [
      ...holdersOf(role, { principal: asker ? principalOf(asker) : NOBODY, package: wanted }, book),
    ]),
  );
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
