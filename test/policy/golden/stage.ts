import { digestOf, parseDuration, parseInstant, plus, type Instant } from '../../../lib/kernel/index.js';
import { correlate, type IdentitySnapshot } from '../../../lib/identity/index.js';
import { TICKET_SCHEMA, type Catalogue, type Ticket } from '../../../lib/manifest/index.js';
import {
  intake,
  type Decision,
  type DecisionRecord,
  type ObservedChange,
  type ObservedReview,
  type RuleEngine,
  type Undone,
} from '../../../lib/policy/index.js';
import { decideTickets } from '../../../lib/workflow/decide.js';
import { accountRow, feed, recordsFeed } from '../../_helpers/people.js';
import { unexplained } from './live.js';
import { CATALOGUE, STAFF } from './organization.js';
import type { Row } from './table.js';

export const AT = parseInstant('2026-11-20T09:00:00Z');
export const TICKET = 'ACC-0100';

/** A row as it grows: what there is to be decided on, before any of it is read. */
interface Draft {
  ticket: Record<string, unknown>;
  hr: Record<string, Record<string, string>>;
  directory: Record<string, Record<string, string>>;
  workloadAccounts: Set<string>;
  /** People whom HR does not have, and people with a second login at the forge. */
  unknown: Set<string>;
  twice: string[];
  /** Who has a row of the directory with the login of whom. */
  claimed: (readonly [string, string])[];
  catalogue: Catalogue;
  events: object[] | undefined;
  openedBy: { login: string; kind: 'user' | 'bot' | 'team' } | undefined;
  pushedBy: string[];
  emails: string[];
  reviews: (Partial<ObservedReview> & { login: string; kind?: 'user' | 'bot' | 'team' })[];
  earlier: { ticket: Record<string, unknown>; approvedAt?: Instant }[];
  undone: Undone;
  /** Packages that tickets of other changes ask for, and packages whose parts are live and unexplained. */
  elsewhere: { package: string; principal?: string }[];
  live: string[];
  at: Instant;
}

const login = (id: string): string => `l${id}`;
const hoursAgo = (hours: number): Instant => plus(AT, -hours * 3_600_000);

/** The vocabulary of the column "given": each phrase with what it does. */
const PHRASES: readonly (readonly [RegExp, (draft: Draft, ...said: string[]) => void])[] = [
  [
    /^approved by (.+)$/,
    (d, who) => who.split(' and ').forEach((id) => d.reviews.push({ login: login(id) })),
  ],
  [
    /^(bot|team) (\S+) approves$/,
    (d, kind, name) => d.reviews.push({ login: name, kind: kind as 'bot' | 'team' }),
  ],
  [/^login (\S+) approves$/, (d, name) => d.reviews.push({ login: name })],
  [
    /^(\d+) (approved|commented|dismissed|changes-requested) (\d+)h ago$/,
    (d, id, state, hours) =>
      d.reviews.push({
        login: login(id),
        state: state as ObservedReview['state'],
        at: plus(d.at, -Number(hours) * 3_600_000),
      }),
  ],
  [/^(\d+) approved another content$/, (d, id) => d.reviews.push({ login: login(id), contents: {} })],
  [/^(\d+) approved another head$/, (d, id) => d.reviews.push({ login: login(id), head: 'old' })],
  [/^(\d+) approved another base$/, (d, id) => d.reviews.push({ login: login(id), base: 'old' })],
  [/^(\d+) approves for (\d+)$/, (d, id, whom) => d.reviews.push({ login: login(id), for: `hr:${whom}` })],
  [/^nobody was seen to open it$/, (d) => (d.openedBy = undefined)],
  [/^opened by login (\S+)$/, (d, name) => (d.openedBy = { login: name, kind: 'user' })],
  [/^opened by (\d+)$/, (d, id) => (d.openedBy = { login: login(id), kind: 'user' })],
  [/^opened by a program$/, (d) => (d.openedBy = { login: 'copilot', kind: 'bot' })],
  [/^for (\S+:\S+)$/, (d, id) => (d.ticket['onBehalfOf'] = id)],
  [/^pushed by (\d+)$/, (d, id) => d.pushedBy.push(login(id))],
  [/^commit with the e-mail of (\d+)$/, (d, id) => d.emails.push(`p${id}@example.org`)],
  [/^HR of (\d+): (\w+)=(.*)$/, (d, id, field, value) => (d.hr[id] = { ...d.hr[id], [field]: value })],
  [
    /^directory of (\d+): (\w+)=(.*)$/,
    (d, id, field, value) => (d.directory[id] = { ...d.directory[id], [field]: value }),
  ],
  [/^HR does not have (\d+)$/, (d, id) => d.unknown.add(id)],
  [/^a row of (\d+) claims the login of (\d+)$/, (d, id, whose) => d.claimed.push([id, whose])],
  [/^(\d+) has two logins$/, (d, id) => d.twice.push(id)],
  [/^the directory lacks it$/, (d) => d.workloadAccounts.clear()],
  [/^claims (tier|class) (\w+)$/, (d, field, value) => (d.ticket[field] = value)],
  [/^names what it reaches$/, (d) => (d.ticket['reaches'] = ['ledger'])],
  [
    /^review answered( but for (\w+))?$/,
    (d, _, without) => {
      const review: Record<string, string> = {
        rotation: 'The nightly run stops',
        dependents: 'The ledger reads it',
        revocation: 'Delete the assignment',
      };
      d.ticket['review'] = Object.fromEntries(Object.entries(review).filter(([name]) => name !== without));
    },
  ],
  [/^under exception (\S+)$/, (d, policy) => (d.ticket['exception'] = { policy, reason: 'CUTOVER' })],
  [/^trigger (\S+)$/, (d, trigger) => (d.ticket['trigger'] = trigger)],
  [/^recovery (\S+) by (\S+)$/, (d, action, id) => (d.ticket['recovery'] = { action, verification: id })],
  [
    /^event (\S+) (\S+)( of (\d+))?( over)?$/,
    (d, kind, id, _, whom, over) =>
      (d.events = [
        ...(d.events ?? []),
        {
          id,
          kind,
          at: '2026-11-20T05:00:00Z',
          ...(whom ? { subject: `hr:${whom}` } : {}),
          ...(over ? { ended: '2026-11-20T05:30:00Z' } : {}),
        },
      ]),
  ],
  [/^an event feed$/, (d) => (d.events ??= [])],
  [
    /^(held|decided|open) (\S+)$/,
    (d, state, id) => {
      const start = state === 'decided' ? '2026-11-25T00:00:00Z' : 'on-approval';
      d.earlier.push({
        ticket: { package: id, asset: assetOf(id), window: { start, for: '10h' } },
        ...(state === 'open' ? {} : { approvedAt: hoursAgo(2) }),
      });
    },
  ],
  [
    /^after (\d+\w)(?: and (\d+\w))?$/,
    (d, first, second) => {
      // A line of tickets that each went on where the last one ended.
      const line = [first, second].filter((each): each is string => Boolean(each));
      const lengths = line.map((each) => parseDuration(each));
      line.forEach((length, index) => {
        const before = lengths.slice(index).reduce((sum, each) => sum + each, 0);
        d.earlier.push({
          ticket: {
            ticket: `ACC-00${String(index + 10)}`,
            ...(index === 0 ? {} : { kind: 'renewal', of: `ACC-00${String(index + 9)}` }),
            window: { start: plus(d.at, -before), for: length },
          },
          approvedAt: plus(d.at, -before - 7_200_000),
        });
      });
      d.ticket['of'] = `ACC-00${String(line.length + 9)}`;
    },
  ],
  [
    /^(\d) exceptions before under (\S+)( for (\d+))?$/,
    (d, times, policy, _, whom) => {
      for (let i = 0; i < Number(times); i += 1)
        d.earlier.push({
          ticket: {
            ticket: `ACC-002${String(i)}`,
            kind: 'exception',
            exception: { policy, reason: 'CUTOVER' },
            ...(whom ? { principal: `hr:${whom}` } : {}),
          },
          approvedAt: hoursAgo(100 + i),
        });
    },
  ],
  [
    /^another pull request asks for (\S+)( for (\S+))?$/,
    (d, id, _, principal) => d.elsewhere.push({ package: id, ...(principal ? { principal } : {}) }),
  ],
  [/^live and unexplained (\S+)$/, (d, id) => d.live.push(id)],
  [/^an emergency review is due$/, (d) => (d.undone = { ...d.undone, emergencyReviews: () => 1 })],
  [/^a credential is past rotation$/, (d) => (d.undone = { ...d.undone, rotation: () => true })],
  [/^starts (\S+)$/, (d, start) => (d.ticket['window'] = { ...(d.ticket['window'] as object), start })],
  [/^today is (\S+)$/, (d, day) => (d.at = parseInstant(`${day}T09:00:00Z`))],
  [/^route of (\S+) is auto$/, (d, id) => reroute(d, id, { kind: 'auto', why: 'said to be harmless' })],
  [/^no operating model$/, (d) => (d.catalogue = withoutModel(d.catalogue))],
];

function withoutModel(catalogue: Catalogue): Catalogue {
  const { operatingModel: _, ...rest } = catalogue;
  return rest;
}

function reroute(d: Draft, id: string, approval: Catalogue['packages'][number]['approval']): void {
  const packages = d.catalogue.packages.map((each) => (each.id === id ? { ...each, approval } : each));
  d.catalogue = { ...d.catalogue, packages };
}

function assetOf(id: string): string {
  const asset = CATALOGUE.packages.find((each) => each.id === id)?.grants[0].asset;
  if (asset === undefined) throw new Error(`no package ${id}`);
  return asset;
}

function drafted(row: Row): Draft {
  const asks = /^(\S+) (\S+) for (\S+)$/.exec(row.asks);
  if (!asks) throw new Error(`row ${row.id} asks for nothing: ${row.asks}`);
  const [, kind, id = '', length] = asks;
  const draft: Draft = {
    ticket: {
      kind,
      principal: row.who,
      package: id,
      asset: assetOf(id),
      window: { start: 'on-approval', for: length },
    },
    hr: {},
    directory: {},
    workloadAccounts: new Set(['pipeline', 'agent']),
    unknown: new Set(),
    twice: [],
    claimed: [],
    catalogue: CATALOGUE,
    events: undefined,
    openedBy: { login: login(row.who.startsWith('hr:') ? row.who.slice(3) : '40'), kind: 'user' },
    pushedBy: [],
    emails: [],
    reviews: [],
    earlier: [],
    undone: { emergencyReviews: () => 0, rotation: () => false },
    elsewhere: [],
    live: [],
    at: AT,
  };
  for (const phrase of row.given) {
    const found = PHRASES.flatMap(([form, does]) => {
      const match = form.exec(phrase);
      return match
        ? [
            () => {
              does(draft, ...match.slice(1));
            },
          ]
        : [];
    });
    if (found.length !== 1) throw new Error(`row ${row.id}: "${phrase}" is ${String(found.length)} phrases`);
    found[0]?.();
  }
  return draft;
}

/** A ticket out of its fields; what the fields do not say is as in the ticket that is decided. */
function ticketOf(fields: Record<string, unknown>, asked: Record<string, unknown>, id: string): Ticket {
  const { window, ...rest } = fields;
  const { start, for: length } = window as { readonly start: string; readonly for: string };
  const { principal, package: wanted, asset } = asked;
  return {
    schema: TICKET_SCHEMA,
    justification: 'Roll back the failed migration',
    ticket: id,
    kind: 'standard',
    principal,
    package: wanted,
    asset,
    ...rest,
    window: { start: start === 'on-approval' ? start : parseInstant(start), for: parseDuration(length) },
    file: `${typeof rest['ticket'] === 'string' ? rest['ticket'] : id}.yaml`,
  } as Ticket;
}

function identityOf(d: Draft): IdentitySnapshot {
  const known = STAFF.filter((row) => !d.unknown.has(row['worker_id'] ?? ''));
  const hr = known.map((row) => ({ ...row, ...d.hr[row['worker_id'] ?? ''] }));
  const accounts = hr.flatMap((row) => {
    const id = row['worker_id'] ?? '';
    const says = d.directory[id] ?? {};
    return [
      accountRow(`hr:${id}`, 'okta', says),
      accountRow(`hr:${id}`, 'aws', {
        native_id: `00000000-0000-0000-0000-${id.padStart(12, '0')}`,
        ...says,
      }),
    ];
  });
  const programs = [...d.workloadAccounts].map((id) =>
    accountRow(`workload:${id}`, 'okta', { login: `svc-${id}@example.org` }),
  );
  const forge = hr.map((row) => {
    const id = row['worker_id'] ?? '';
    return accountRow(`hr:${id}`, 'github', { login: login(id), native_id: `forge-${id}` });
  });
  const second = d.twice.map((id) =>
    accountRow(`hr:${id}`, 'github', { login: `second-${id}`, native_id: `second-${id}` }),
  );
  const claimed = d.claimed.map(([id, whose]) =>
    accountRow(`hr:${id}`, 'github', { login: login(whose), native_id: `claimed-${id}` }),
  );
  const directory = feed('directory', [...accounts, ...programs, ...forge, ...second, ...claimed]);
  const snapshot = correlate(feed('hr', hr), directory, AT, {
    heads: ['1'],
    ...(d.events ? { events: recordsFeed('events', d.events) } : {}),
  });
  return snapshot;
}

/** Decides the ticket of a row, and whatever other tickets there are; `reversed` reads every list from its end. */
export function decideRow(
  row: Row,
  engine: RuleEngine,
  order: 'as-written' | 'reversed' = 'as-written',
): readonly DecisionRecord[] {
  const turned = <T>(all: readonly T[]): readonly T[] => (order === 'reversed' ? [...all].reverse() : all);
  const d = drafted(row);
  const identity = identityOf(d);
  const ticket = ticketOf(d.ticket, d.ticket, TICKET);
  const earlier = d.earlier.map(({ ticket: fields, approvedAt }, index) => ({
    ticket: ticketOf(
      { window: { start: 'on-approval', for: '1h' }, ...fields },
      d.ticket,
      `ACC-000${String(index)}`,
    ),
    approvedAt,
  }));
  const tickets = [...earlier.map((each) => each.ticket), ticket];
  const resolved = intake(tickets, d.catalogue, identity, d.at, { decisions: [], byRules: true }).resolved;
  const digestFor = (id: string) => resolved.find((each) => each.ticket.ticket === id)?.digest;
  const decisions = earlier.flatMap(({ ticket: { ticket: id }, approvedAt }): Decision[] => {
    const content = digestFor(id);
    if (approvedAt === undefined || content === undefined) return [];
    return [
      {
        ticket: id,
        digest: content,
        outcome: 'approve',
        rules: ['path-standard'],
        reasons: [],
        approvers: [],
        policy: engine.digest,
        at: approvedAt,
        seats: [],
      },
    ];
  });
  const content = digestFor(TICKET);
  const change: ObservedChange | undefined = d.openedBy && {
    change: 'pull/1',
    repository: 'example/access',
    base: 'base',
    head: 'head',
    openedBy: d.openedBy,
    openedAt: hoursAgo(3),
    pushedBy: [d.openedBy, ...d.pushedBy.map((name) => ({ login: name, kind: 'user' as const }))],
    emails: d.emails,
    tickets: [TICKET],
  };
  const reviews = d.reviews.map(({ login: name, kind = 'user', ...said }, index): ObservedReview => ({
    id: `review-${String(index)}`,
    change: 'pull/1',
    by: { login: name, kind },
    state: 'approved',
    at: plus(d.at, -3_600_000),
    base: 'base',
    head: 'head',
    contents: content ? { [TICKET]: content } : {},
    ...said,
  }));
  const others = d.elsewhere.map((each, index): ObservedChange => ({
    ...{ change: `pull/${String(index + 2)}`, repository: 'example/access', base: 'base', head: 'other' },
    ...{ openedBy: { login: login('11'), kind: 'user' }, openedAt: hoursAgo(2), pushedBy: [], emails: [] },
    tickets: [TICKET],
    // Another change may give its ticket the very id that this one has.
    asks: [{ ticket: TICKET, principal: row.who, asset: assetOf(each.package), ...each }],
  }));
  const forge = { changes: turned([...(change ? [change] : []), ...others]), reviews: turned(reviews) };
  return decideTickets({
    catalogue: d.catalogue,
    identity,
    tickets: turned(tickets),
    decisions: turned(decisions),
    // The digest of the observations is over their total order, as whoever reads them says.
    observations: {
      ...forge,
      digest: digestOf({ changes: change ? [change, ...others] : others, reviews }),
    },
    engine,
    undone: d.undone,
    ...(d.live.length > 0 ? { live: unexplained(row.who, d.live) } : {}),
    asOf: d.at,
  });
}

/** What was decided of the ticket of a row. */
export function decidedOf(records: readonly DecisionRecord[]): DecisionRecord {
  const found = records.find(({ ticket }) => ticket === TICKET);
  if (!found) throw new Error('the ticket was not decided');
  return found;
}
