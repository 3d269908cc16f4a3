import {
  by,
  groupBy,
  isWritError,
  nearest,
  quoted,
  sorted,
  sortedTexts,
  WritError,
} from '../../kernel/index.js';
import type { IdentitySnapshot, PersonRecord } from '../../identity/index.js';
import { approverRoles, type PackageDeclaration } from '../../manifest/index.js';
import { principalText, workload } from '../../model/index.js';
import type { DecideInput } from '../decide/decide.js';
import { called } from '../explain/explain.js';
import { fallbackHolders } from '../fallback.js';
import { isAtWork } from '../facts/person.js';
import { holdersOf } from '../role-holders.js';
import type { RuleEngine } from '../rules/engine.js';
import { approversOf } from './approvers.js';
import { askFor, type AskerFound } from './askers.js';
import type { AskingGroup, MayNotAsk, PolicyWhoDocument, WhoFinding, WhoOnAsset } from './document.js';
import { whoFindings } from './findings.js';
import { principalOf, type RequestGround, type WhoSubject } from './plain-request.js';
import { remembered } from './remembered.js';

/** What is asked, and what it is decided on. */
export interface WhoInput extends Pick<DecideInput, 'ground' | 'inputs'> {
  readonly engine: RuleEngine;
  readonly identity: IdentitySnapshot;
  readonly package: string;
  /** @default - every asset of the package */
  readonly asset?: string;
}

/**
 * Who may ask for a package and who may approve it today: everybody's plain request, and everybody's review of one, is put to the
 * rules. Throws PACKAGE_UNKNOWN, ASSET_UNKNOWN. Pure.
 */
export function whoMay(input: WhoInput): PolicyWhoDocument {
  const { ground, identity, engine, inputs } = input;
  const wanted = packageOf(input);
  const judges = { engine: remembered(engine), inputs };
  const subjects: readonly WhoSubject[] = [
    ...sorted(
      identity.people,
      by(({ id }) => id),
    ),
    ...ground.catalogue.workloads,
  ];
  const birthrightOf = sortedTexts(
    ground.catalogue.jobFunctions
      .filter(({ birthright }) => birthright.includes(wanted.id))
      .map(({ id }) => id),
  );
  const assets = assetsOf(wanted, input.asset).map((asset): WhoOnAsset => {
    const given = { ground, identity, wanted, asset };
    const opener = openerOf(identity.people, given);
    const asked = subjects.map((each) => askFor(each, 'worker' in each ? each : opener, given, judges));
    const found = asked.filter((each): each is AskerFound => !isWritError(each));
    const askers = found.filter(({ minutes }) => minutes > 0);
    const shut = found.length === 0 ? asked.find(isWritError) : undefined;
    const roles = approversOf(
      askers.map(({ subject }) => subject),
      subjects,
      given,
      judges,
    );
    const findings = whoFindings({ askers, roles, birthrightOf, ground });
    return {
      asset,
      route: wanted.approval.kind,
      asks: groupsOf(askers, ground),
      not: refusals(found, ground),
      approves: roles,
      findings: shut ? [shutFinding(shut)] : findings,
    };
  });
  return {
    schema: 'writ.policy-who/1',
    package: wanted.id,
    title: wanted.title,
    at: ground.at,
    policy: engine.digest,
    kind: wanted.breakGlass ? 'emergency' : 'standard',
    birthrightOf,
    assets,
  };
}

function packageOf({ ground: { catalogue }, package: id }: WhoInput): PackageDeclaration {
  const found = catalogue.packages.find((each) => each.id === id);
  if (found) return found;
  const known = catalogue.packages.map((each) => each.id);
  const meant = nearest(id, known);
  throw new WritError('PACKAGE_UNKNOWN', `${quoted(id)} is not a declared package`, {
    remedy:
      meant === undefined ? `name one of ${sortedTexts(known).join(', ')}` : `did you mean ${quoted(meant)}?`,
    candidates: meant === undefined ? sortedTexts(known) : [meant],
  });
}

function assetsOf({ id, grants }: PackageDeclaration, asset: string | undefined): readonly string[] {
  const known = sortedTexts(grants.map((each) => each.asset));
  if (asset === undefined) return known;
  if (known.includes(asset)) return [asset];
  const meant = nearest(asset, known);
  throw new WritError('ASSET_UNKNOWN', `${quoted(asset)} is not an asset of ${quoted(id)}`, {
    remedy: meant === undefined ? `name one of ${known.join(', ')}` : `did you mean ${quoted(meant)}?`,
    candidates: known,
  });
}

/** Who opens tickets for workloads: somebody at work who would not have to approve them. */
function openerOf(
  people: readonly PersonRecord[],
  { wanted, ground }: RequestGround,
): PersonRecord | undefined {
  const book = { people: ground.links, teams: ground.catalogue.teams };
  const asked = { principal: workload('-'), package: wanted };
  const named = new Set(
    approverRoles(wanted.approval).flatMap((role) => [
      ...holdersOf(role, asked, book),
      ...fallbackHolders(role, asked, book),
    ]),
  );
  const able = people.filter((each) => isAtWork(each, ground.at));
  return able.find(({ id }) => !named.has(`hr:${id}`)) ?? able[0];
}

/** Those who may ask, by the grounds on which they may: class of contract, job functions, and what is asked of them beside. */
function groupsOf(askers: readonly AskerFound[], ground: WhoInput['ground']): readonly AskingGroup[] {
  const groups = groupBy(askers, (each) => JSON.stringify(groundsOf(each)));
  return sorted(
    [...groups.values()].flatMap((members) => {
      const [first] = members;
      if (!first) return [];
      return [
        {
          ...groundsOf(first),
          principals: members.map(({ subject, minutes, login }) => ({
            ...called(principalText(principalOf(subject)), ground),
            minutes,
            login,
          })),
        },
      ];
    }),
    by(
      ({ holder }) => holder,
      ({ jobFunctions }) => jobFunctions.join(),
      (each) => JSON.stringify(each),
    ),
  );
}

/** Approvals of the route are told with the route. */
const OF_ROUTE: ReadonlySet<string> = new Set(['APPROVAL_MISSING', 'NO_APPROVER_ALIVE']);

function groundsOf({ holder, jobFunctions, record }: AskerFound): Omit<AskingGroup, 'principals'> {
  const { outcome, reasons, facts } = record;
  return {
    holder,
    jobFunctions,
    tier: facts?.request.tier ?? 'critical',
    outcome: outcome === 'approve' || outcome === 'escalate' ? outcome : 'pending',
    // What was found is of each of them alone, and would tell them apart.
    reasons: reasons.filter(({ code }) => !OF_ROUTE.has(code)).map(({ against: _, ...reason }) => reason),
  };
}

function refusals(found: readonly AskerFound[], ground: WhoInput['ground']): readonly MayNotAsk[] {
  const not = found.filter(({ minutes }) => minutes === 0);
  const byCodes = groupBy(not, ({ record: { reasons } }) =>
    JSON.stringify(sortedTexts(new Set(reasons.map(({ code }) => code)))),
  );
  return sorted(
    [...byCodes].map(([codes, each]) => ({
      codes: JSON.parse(codes) as string[],
      principals: each.length,
      letByJob: each
        .filter(({ record: { facts } }) => facts?.context.job.allows === true)
        .map(({ subject }) => called(principalText(principalOf(subject)), ground)),
    })),
    by(({ codes }) => codes.join()),
  );
}

/** That no ticket can ask for it on an asset, whoever it is for. */
function shutFinding({ code, message, remedy }: WritError): WhoFinding {
  return { kind: 'dead-end', code, message, remedy, principals: [] };
}
