import {
  Account,
  accounts,
  allow,
  approval,
  Asset,
  catalogueOf,
  EntitlementPackage,
  every,
  JobFunction,
  OktaGroup,
  Organization,
  owner,
  PermissionSet,
  policy,
  team,
  Team,
  type GovernanceProps,
  type Otherwise,
} from '../../../lib/declare/index.js';
import {
  digestOf,
  parseDuration,
  plus,
  type Digest,
  type Instant,
  WritError,
} from '../../../lib/kernel/index.js';
import { correlate, type IdentitySnapshot } from '../../../lib/identity/index.js';
import { TICKET_SCHEMA, type Catalogue, type Ticket } from '../../../lib/manifest/index.js';
import {
  intake,
  NOTHING_RECORDED,
  RuleEngine,
  type Actor,
  type Decision,
  type GovernanceRecord,
  type GovernedPlaces,
  type ObservedChange,
  type ObservedPath,
  type ObservedReview,
} from '../../../lib/policy/index.js';
import { PLAIN_DOCUMENTATION } from '../../../lib/policy/governance/paths.js';
import { judgeChange, type GovernancePorts } from '../../../lib/workflow/governance/judge-change.js';
import { inForce, type AcceptedBirthrights } from '../../../lib/workflow/index.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../../_helpers/people.js';
import { EXAMPLE } from '../../policy/rules/_rules.js';

/** What one end of a change declares; a case says only what is otherwise. */
export interface Declared {
  /** @default - 3, 4 and 5 */
  readonly governors?: GovernanceProps['governors'] | 'nobody';
  readonly required?: number;
  /** What a reader may do, which everybody of job SRE1 has by birthright. */
  readonly baseline?: readonly [`${string}:${string}`, ...`${string}:${string}`[]];
  /** What an operator may do, which 6 has by a ticket and anybody of SRE1 may ask for. */
  readonly operator?: readonly [`${string}:${string}`, ...`${string}:${string}`[]];
  readonly session?: '1h' | '8h';
  readonly max?: '12h' | '24h';
  /** Who approves for the platform, which owns both packages. @default - 7 and 8 */
  readonly owners?: readonly [`hr:${string}`, ...`hr:${string}`[]];
  /** Job codes that the birthright is for. */
  readonly jobs?: readonly [string, ...string[]];
  readonly birthright?: boolean;
  /** The team that owns the operator's package, and so approves it. @default - platform */
  readonly operatorOf?: 'platform' | 'boards';
  /** Where else the operator's package is approved. @default - by its owner alone */
  readonly operatorElse?: Otherwise;
  /** One more birthright, which the base does not know. */
  readonly extra?: boolean;
  /** The birthright carries what an operator may do, too. */
  readonly carries?: boolean;
}

/** 2 is Ada, who brings the change; 3, 4 and 5 govern; 6 holds the ticket; 7 and 8 own the platform; 9 is somebody. */
const STAFF = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const JOBS: Readonly<Record<string, string>> = {
  3: 'GOV',
  4: 'GOV',
  5: 'GOV',
  7: 'LEAD',
  8: 'LEAD',
  9: 'CLERK',
};

export function catalogueBy({
  governors = ['hr:3', 'hr:4', 'hr:5'],
  required,
  baseline = ['s3:GetObject'],
  operator = ['s3:PutObject'],
  session = '1h',
  max = '12h',
  owners = ['hr:7', 'hr:8'],
  jobs = ['SRE1'],
  birthright = true,
  operatorOf = 'platform',
  operatorElse,
  extra = false,
  carries = false,
}: Declared = {}): Catalogue {
  const governance = { governors, ...(required === undefined ? {} : { required }) };
  const org = new Organization({
    name: 'Acme',
    ...(governance.governors === 'nobody' ? {} : { governance: governance as GovernanceProps }),
  });
  new Team(org, 'platform', { title: 'Platform', approvers: owners });
  new Team(org, 'boards', { title: 'Boards', approvers: ['hr:3', 'hr:4', 'hr:5'] });
  new Account(org, 'sandbox', { id: '111122223333', environment: 'development' });
  new Asset(org, 'tests', { title: 'Tests', owner: team('boards'), accounts: ['sandbox'] });
  new OktaGroup(org, 'pagers', { description: 'Those who are paged' });
  const reader = new PermissionSet(org, 'Reader', {
    description: 'Look',
    inlinePolicy: policy(allow(baseline, 'arn:aws:s3:::tests/*')),
  });
  const writer = new PermissionSet(org, 'Operator', {
    description: 'Operate',
    inlinePolicy: policy(allow(operator, 'arn:aws:s3:::tests/*')),
    session,
  });
  const base = new EntitlementPackage(org, 'baseline', {
    title: 'What everybody has',
    owner: team('platform'),
    risk: 'low',
    assets: ['tests'],
    grants: (asset) => [reader.on(accounts.of(asset)), ...(carries ? [writer.on(accounts.of(asset))] : [])],
    holders: ['employee'],
    duration: 'standing',
    approval: approval.auto('everybody needs it'),
    review: every('365d'),
  });
  const more = extra
    ? [
        new EntitlementPackage(org, 'extra', {
          title: 'One more',
          owner: team('platform'),
          risk: 'low',
          assets: ['tests'],
          grants: (asset) => [writer.on(accounts.of(asset))],
          holders: ['employee'],
          duration: 'standing',
          approval: approval.auto('everybody needs it'),
          review: every('365d'),
        }),
      ]
    : [];
  const operate = new EntitlementPackage(org, 'operate', {
    title: 'Operate',
    owner: team(operatorOf),
    risk: 'medium',
    assets: ['tests'],
    grants: (asset) => [writer.on(accounts.of(asset))],
    holders: ['employee'],
    duration: { default: '4h', max, renewalMax: '48h' },
    approval: approval.one(owner(), operatorElse),
    review: every('30d'),
  });
  new JobFunction(org, 'engineer', {
    title: 'Engineer',
    when: { jobCode: jobs },
    birthright: [...(birthright ? [base] : []), ...more],
    mayRequest: [operate],
  });
  return catalogueOf(org);
}

export const user = (login: string): Actor => ({ login, kind: 'user' });
const hoursAgo = (hours: number): Instant => plus(AS_OF, -hours * 3_600_000);

/** A file that is other at the head; a path is a change of a plain file unless it says more. */
export const changed = (path: string, more: Partial<ObservedPath> = {}): ObservedPath => ({
  path,
  before: { mode: '100644', blob: 'a'.repeat(40) },
  after: { mode: '100644', blob: 'b'.repeat(40) },
  ...more,
});
export const TICKET_PATH = 'entitlements/requests/2026/ACC-0200.yaml';
export const CODE = 'entitlements/platform.ts';

const PLACES: GovernedPlaces = {
  requests: 'entitlements/requests',
  decisions: 'entitlements/decisions.json',
  observations: 'entitlements/observations.json',
  documentation: PLAIN_DOCUMENTATION,
  kept: ['entitlements/policy', 'docs/policies', '.github'],
};

export type Review = Partial<ObservedReview> & { readonly by: Actor };
export const approves = (id: string, more: Partial<ObservedReview> = {}): Review => ({
  by: user(`l${id}`),
  ...more,
});

/** What a case says beside a change of code by Ada that nobody reviewed and that changes nothing. */
export interface Case {
  readonly base?: Declared;
  readonly head?: Declared;
  readonly headRules?: readonly { readonly file: string; readonly text: string }[];
  readonly paths?: readonly ObservedPath[] | undefined;
  readonly change?: Partial<ObservedChange>;
  readonly reviews?: readonly Review[];
  readonly hr?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly logins?: Readonly<Record<string, string>>;
  readonly delegations?: readonly object[];
  /** More rows of the directory. */
  readonly accounts?: readonly Record<string, string>[];
  readonly places?: Partial<GovernedPlaces>;
  readonly unreadable?: 'base' | 'head';
  /** Whether 6 holds `operate` by an approved ticket. @default false */
  readonly ticket?: boolean;
  /** What else was decided on that ticket. */
  readonly besides?: (approved: Decision) => readonly Decision[];
  /** What a ledger has of decisions on that ticket. @default - no ledger is asked */
  readonly recorded?: (approved: Decision) => readonly Decision[];
  /** What of the base's birthrights was accepted. @default - all that it declares */
  readonly accepted?: AcceptedBirthrights;
  /** Digest of the manifest of the head, and what was reproduced of it. */
  readonly manifest?: Digest;
  readonly reproduced?: NonNullable<Awaited<ReturnType<GovernancePorts['head']>>['reproduced']>;
}

export function identityBy({
  hr = {},
  logins = {},
  accounts: more = [],
  delegations,
}: Case = {}): IdentitySnapshot {
  const rows = STAFF.map((id) =>
    hrRow(id, { manager_id: id === '1' ? '' : '1', job_code: JOBS[id] ?? 'SRE1', ...hr[id] }),
  );
  const own = STAFF.flatMap((id) => [
    accountRow(`hr:${id}`),
    accountRow(`hr:${id}`, 'aws'),
    accountRow(`hr:${id}`, 'github', { login: logins[id] ?? `l${id}` }),
  ]);
  return correlate(feed('hr', rows), feed('directory', [...own, ...more]), AS_OF, {
    heads: ['1'],
    ...(delegations ? { delegations: recordsFeed('delegations', delegations) } : {}),
  });
}

const TICKET: Ticket = {
  schema: TICKET_SCHEMA,
  ticket: 'ACC-0001',
  kind: 'standard',
  principal: 'hr:6',
  package: 'operate',
  asset: 'tests',
  justification: 'Roll back the failed migration, change CHG-7731',
  window: { start: 'on-approval', for: parseDuration('4h') },
  file: '2026/ACC-0001.yaml',
};

let engines: Promise<RuleEngine> | undefined;
/** The example's rules. */
export const exampleRules = (): Promise<RuleEngine> => (engines ??= RuleEngine.of(EXAMPLE));

/** What is said of a case. */
export async function judge(
  each: Case,
  order: <T>(all: readonly T[]) => readonly T[] = (all) => all,
): Promise<GovernanceRecord> {
  const engine = await exampleRules();
  const catalogue = catalogueBy(each.base);
  const identity = identityBy(each);
  const change: ObservedChange = {
    change: 'github.com/acme/access/pull/7',
    repository: 'github.com/acme/access',
    base: 'main',
    head: 'c0ffee',
    openedBy: user('l2'),
    openedAt: hoursAgo(5),
    pushedBy: [user('l2')],
    emails: [],
    tickets: [],
    paths: [changed(CODE)],
    ...each.change,
    ...('paths' in each && each.paths ? { paths: order(each.paths) } : {}),
  };
  const { paths, ...untold } = change;
  const told =
    'paths' in each && each.paths === undefined ? untold : { ...untold, ...(paths ? { paths } : {}) };
  const unread = new WritError('INPUT_UNREADABLE', 'it cannot be read', { remedy: 'mend it' });
  const { accepted } = each;
  const ends = accepted ? { ...inForce(catalogue, accepted, AS_OF), declared: catalogue } : { catalogue };
  const tickets = each.ticket ? [TICKET] : [];
  const approved = each.ticket ? approval7(catalogue, identity) : undefined;
  const decisions = approved ? [approved, ...(each.besides?.(approved) ?? [])] : [];
  const recorded = approved && each.recorded && { ...NOTHING_RECORDED, decisions: each.recorded(approved) };
  const seen: ObservedReview[] = each.ticket ? [ticketReview(decisions[0]?.digest)] : [];
  const ask = (reviews: readonly ObservedReview[]) =>
    judgeChange(
      {
        base: () =>
          each.unreadable === 'base'
            ? Promise.reject(unread)
            : Promise.resolve({
                ...{ ...ends, identity, tickets, decisions, engine, asOf: AS_OF },
                ...(recorded ? { recorded } : {}),
              }),
        head: async () => {
          if (each.unreadable === 'head') throw unread;
          return {
            ...(each.manifest ? { manifest: each.manifest } : {}),
            ...(each.reproduced ? { reproduced: each.reproduced } : {}),
            catalogue: catalogueBy(each.head ?? each.base),
            engine: each.headRules ? await RuleEngine.of(each.headRules) : engine,
          };
        },
      },
      {
        change: change.change,
        observations: {
          changes: [told],
          reviews: order([...seen, ...reviews]),
          digest: digestOf('observed'),
        },
        places: { ...PLACES, ...each.places },
        at: AS_OF,
      },
    );
  // What reviewers saw is what the gate told them: the digest of a first look.
  const { content } = await ask([]);
  return ask((each.reviews ?? []).map((review, index) => reviewOf(review, index, change, content)));
}

function reviewOf(
  review: Review,
  index: number,
  { change, base, head }: ObservedChange,
  content: Digest | undefined,
): ObservedReview {
  return {
    id: `review-${String(index)}`,
    change,
    state: 'approved',
    at: hoursAgo(1),
    base,
    head,
    contents: {},
    ...(content ? { governance: content } : {}),
    ...review,
  };
}

function approval7(catalogue: Catalogue, identity: IdentitySnapshot): Decision {
  const [resolved] = intake([TICKET], catalogue, identity, AS_OF).resolved;
  if (!resolved) throw new Error('the ticket does not resolve');
  return {
    ticket: TICKET.ticket,
    digest: resolved.digest,
    outcome: 'approve',
    rules: [],
    reasons: [],
    approvers: ['hr:7'],
    policy: digestOf('policy'),
    at: hoursAgo(1),
  };
}

function ticketReview(content: Digest | undefined): ObservedReview {
  return {
    id: 'earlier',
    change: 'github.com/acme/access/pull/1',
    by: user('l7'),
    state: 'approved',
    at: hoursAgo(1),
    base: 'main',
    head: 'old',
    contents: content ? { [TICKET.ticket]: content } : {},
  };
}

/** Why the reviews of a record do not count, each code once. */
export function uncounted({ reviews }: GovernanceRecord): readonly string[] {
  return [...new Set(reviews.flatMap(({ reasons }) => reasons.map(({ code }) => code)))].sort();
}
