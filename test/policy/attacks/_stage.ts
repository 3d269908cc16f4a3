import { branded, digestOf, plus, type Instant } from '../../../lib/kernel/index.js';
import { correlate, type Delegation, type IdentitySnapshot } from '../../../lib/identity/index.js';
import type { Catalogue, Route, Ticket } from '../../../lib/manifest/index.js';
import {
  intake,
  type Actor,
  type DecisionRecord,
  type ObservedChange,
  type ObservedReview,
  type RuleEngine,
} from '../../../lib/policy/index.js';
import { permissionSet } from '../../../lib/model/index.js';
import { decideTickets, type DecideTicketsInput } from '../../../lib/workflow/decide.js';
import { catalogueWith, packageOf } from '../../_helpers/catalogue.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../../_helpers/people.js';
import { changeBy, ticketOf, user } from '../facts/_ground.js';

export const HOUR = 3_600_000;
export const hoursAgo = (hours: number): Instant => plus(AS_OF, -hours * HOUR);

type Row = Readonly<Record<string, string>>;
export type Review = Partial<ObservedReview> & { readonly by: Actor };

/** What a case says beside an ordinary request of Ada that nobody reviewed yet. */
export interface Case {
  readonly hr?: Readonly<Record<string, Row>>;
  readonly logins?: Readonly<Record<string, string>>;
  /** More rows of the directory. */
  readonly accounts?: readonly Record<string, string>[];
  readonly delegations?: readonly object[];
  readonly change?: Partial<ObservedChange>;
  /** Changes beside the one that brought the ticket. */
  readonly changes?: readonly ObservedChange[];
  readonly reviews?: readonly Review[];
  readonly ticket?: object;
  readonly route?: Route;
  readonly risk?: 'low' | 'medium';
  /** Approvers of the team that owns the package. @default - 4 and 5 */
  readonly owners?: readonly [string, ...string[]];
  readonly at?: Instant;
}

const OWNER = { role: 'owner' } as const;
export const TWO: Route = { kind: 'dual', first: OWNER, second: { role: 'team', team: 'security' } };
export const MANAGED: Route = { kind: 'dual', first: OWNER, second: { role: 'manager' } };
/** Who owns it; where they cannot be asked security; and then it goes to 1 and 7. */
export const ELSE: Extract<Route, { kind: 'one' }> = {
  kind: 'one',
  from: {
    ...OWNER,
    fallback: [{ role: 'team', team: 'security' }],
    escalation: [
      { role: 'person', person: branded<'worker'>('1') },
      { role: 'person', person: branded<'worker'>('7') },
    ],
  },
};
export const MANAGER: Route = { kind: 'one', from: { role: 'manager' } };

/**
 * 1 is the head, 2 (Ada) asks, 3 is her manager; 4 and 5 own the package; 6 is security, beside 5; 7 colleague. Each has the login
 * `l` and the number.
 */
const STAFF: readonly Row[] = [
  hrRow('1'),
  hrRow('2', { manager_id: '3' }),
  ...['3', '4', '5', '6', '7'].map((id) => hrRow(id)),
];

/** One package that reads metrics in production, of the tier and on the route that a case says. */
function catalogueOf({
  route = { kind: 'one', from: OWNER },
  risk = 'medium',
  owners = ['4', '5'],
}: Case): Catalogue {
  const people = (...ids: readonly [string, ...string[]]) => {
    const [first, ...others] = ids.map((id) => branded<'worker'>(id));
    if (first === undefined) throw new Error('nobody');
    return [first, ...others] as const;
  };
  const base = catalogueWith([packageOf('admin', { risk, approval: route, owner: 'platform' })]);
  const set = {
    ref: permissionSet('Admin'),
    description: '',
    privileged: [],
    content: {
      managed: [],
      customerManaged: [],
      sessionMinutes: 60,
      inline: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['cloudwatch:ListMetrics'], Resource: '*' }],
      },
    },
  };
  const tier = {
    routes: ['one', 'dual', 'auto'],
    longest: 48 * HOUR,
    longestRenewed: 96 * HOUR,
    reviewAtLeastEvery: HOUR,
  };
  return {
    ...base,
    // What is of low risk stands outside production; for the asset answers somebody beside the package.
    accounts: base.accounts.map((each) => ({
      ...each,
      environment: risk === 'low' ? 'development' : 'production',
    })),
    assets: base.assets.map((each) => ({ ...each, owner: 'everybody' })),
    permissionSets: [set],
    teams: [
      { name: 'platform', title: 'Platform', approvers: people(...owners) },
      { name: 'everybody', title: 'Everybody', approvers: people('1') },
      { name: 'security', title: 'Security', approvers: people('6', '5') },
    ],
    operatingModel: { low: tier, medium: tier, high: tier, critical: tier } as unknown as NonNullable<
      Catalogue['operatingModel']
    >,
  };
}

function identityOf({
  hr = {},
  logins = {},
  accounts = [],
  delegations,
  at = AS_OF,
}: Case): IdentitySnapshot {
  const rows = STAFF.map((row) => ({ ...row, ...hr[row['worker_id'] ?? ''] }));
  const ids = rows.map((row) => (row as Row)['worker_id'] ?? '');
  const own = ids.flatMap((id) => [
    accountRow(`hr:${id}`),
    accountRow(`hr:${id}`, 'github', { login: logins[id] ?? `l${id}` }),
  ]);
  return correlate(feed('hr', rows), feed('directory', [...own, ...accounts]), at, {
    heads: ['1'],
    ...(delegations ? { delegations: recordsFeed('delegations', delegations) } : {}),
  });
}

/** A delegation of 4 to 7 around now; a case says what is otherwise. */
export function delegation(changes: Partial<Record<keyof Delegation, unknown>> = {}): object {
  return {
    record: 'DEL-1',
    from: 'hr:4',
    to: 'hr:7',
    scope: 'all',
    start: '2026-11-19T00:00:00Z',
    end: '2026-11-21T00:00:00Z',
    ...changes,
  };
}

/** Who approved, an hour ago, all that there is. */
export const approved = (login: string, changes: Partial<ObservedReview> = {}): Review => ({
  by: user(login),
  ...changes,
});

/** The observations of a case, before anybody reads them. */
export function observedOf(
  each: Case,
  content: ObservedReview['contents'],
): readonly [ObservedChange, readonly ObservedReview[]] {
  const change = { ...changeBy(user('l2')), ...each.change };
  const reviews = (each.reviews ?? []).map((review, index): ObservedReview => ({
    id: `review-${String(index)}`,
    change: change.change,
    state: 'approved',
    at: hoursAgo(1),
    base: change.base,
    head: change.head,
    contents: content,
    ...review,
  }));
  return [change, reviews];
}

/** All that a case is decided on. */
export function inputOf(
  each: Case,
  engine: RuleEngine,
  order: <T>(all: readonly T[]) => readonly T[] = (all) => all,
): DecideTicketsInput {
  const at = each.at ?? AS_OF;
  const catalogue = catalogueOf(each);
  const identity = identityOf(each);
  const ticket: Ticket = ticketOf(each.ticket);
  const [resolved] = intake([ticket], catalogue, identity, at, { decisions: [], byRules: true }).resolved;
  if (!resolved) throw new Error('the ticket does not resolve');
  const [change, reviews] = observedOf(each, { [ticket.ticket]: resolved.digest });
  const forge = { changes: order([change, ...(each.changes ?? [])]), reviews: order(reviews) };
  return {
    catalogue,
    identity,
    tickets: [ticket],
    decisions: [],
    observations: { ...forge, digest: digestOf('observed') },
    engine,
    asOf: at,
  };
}

/** The decision on a case, through intake, identity checks, facts and the example's rules. */
export function decide(
  each: Case,
  engine: RuleEngine,
  order: <T>(all: readonly T[]) => readonly T[] = (all) => all,
): DecisionRecord {
  const [record] = decideTickets(inputOf(each, engine, order));
  if (!record) throw new Error('nothing was decided');
  return record;
}

/** Why the reviews of a decision do not count, each code once. */
export function uncounted({ reviews }: DecisionRecord): readonly string[] {
  return [...new Set(reviews.flatMap(({ reasons }) => reasons.map(({ code }) => code)))].sort();
}
