import { by, canonicalJson, compareText, sorted, type Instant } from '../../kernel/index.js';
import type { SourceId } from '../../model/index.js';
import type {
  Completeness,
  ObservedAppAssignment,
  ObservedMembership,
  ObservedPush,
  ObservedUser,
  Part,
  SeenOf,
  SourceSweep,
  SweepOptions,
} from '../../inventory/index.js';
import type { OktaClient } from './client.js';
import type { OktaConfig } from './config.js';
import { readAppGroups, readApps, readAppUsers, type SeenApp } from './apps.js';
import { observedApp, observedGroup, observedUser } from './observe.js';
import { OPERATIONS } from './operation.js';
import { readPushes } from './pushes.js';
import { ruleBook, runs, targetsOf, type Keeper, type RuleBook } from './rules.js';
import { OktaGroupResource, OktaRule, OktaUser } from './schema.js';
import { SweepTally, type OktaListing } from './tally.js';

/** `filter` makes Okta list deactivated users too, and unlike `search` it reads the live store. */
const EVERY_USER = { filter: 'lastUpdated gt "1970-01-01T00:00:00.000Z"', limit: '200' };
const PAGE = { groups: '200', rules: '200', members: '1000' };

/** What is read of an org, presence only; what is missing is told by the failures of the tally. */
interface Seen {
  readonly users: Map<string, ObservedUser>;
  readonly groups: Map<string, OktaGroupResource>;
  readonly rules: OktaRule[];
  readonly memberships: ObservedMembership[];
  readonly apps: Map<string, SeenApp>;
  readonly appAssignments: ObservedAppAssignment[];
  readonly pushes: ObservedPush[];
}

/** Reads one Okta org: users, groups, rules and push mappings, then each group's members; one call per page. */
export async function sweepOkta(
  client: OktaClient,
  config: OktaConfig,
  source: SourceId,
  options: SweepOptions,
): Promise<SourceSweep> {
  const startedAt = config.clock.now();
  const callsBefore = client.calls;
  const tally = new SweepTally(options);
  const seen: Seen = {
    users: new Map(),
    groups: new Map(),
    rules: [],
    memberships: [],
    apps: new Map(),
    appAssignments: [],
    pushes: [],
  };

  await readListings(client, seen, tally, options.signal);
  await readPushListing(client, config, seen, tally, options.signal);
  const book = ruleBook(seen.rules, !tally.failedIn('group-rules'));
  await Promise.all([
    readMembers(client, seen, book, tally, options.signal),
    readAssignments(client, seen, tally, options.signal),
  ]);

  const calls = client.calls - callsBefore;
  const completeness = completenessOf(tally, { source, startedAt, endedAt: config.clock.now(), calls });
  return { completeness, seen: observationsOf(seen, source), uncovered: uncoveredOf(book, config) };
}

async function readListings(
  client: OktaClient,
  seen: Seen,
  tally: SweepTally,
  signal?: AbortSignal,
): Promise<void> {
  const users = { operation: OPERATIONS.listUsers, query: EVERY_USER };
  const groups = { operation: OPERATIONS.listGroups, query: { limit: PAGE.groups } };
  const rules = { operation: OPERATIONS.listRules, query: { limit: PAGE.rules } };
  await Promise.all([
    listing(tally, 'users', async () => {
      for await (const page of client.pages(users, OktaUser, signal))
        for (const user of page) seen.users.set(user.id, observedUser(user));
    }),
    listing(tally, 'groups', async () => {
      for await (const page of client.pages(groups, OktaGroupResource, signal))
        for (const group of page) seen.groups.set(group.id, group);
    }),
    listing(tally, 'apps', () => readApps(client, (app) => seen.apps.set(app.id, app), signal)),
    listing(tally, 'group-rules', async () => {
      for await (const page of client.pages(rules, OktaRule, signal)) seen.rules.push(...page);
    }),
  ]);
}

async function readPushListing(
  client: OktaClient,
  config: OktaConfig,
  seen: Seen,
  tally: SweepTally,
  signal?: AbortSignal,
): Promise<void> {
  const named = (id: string) => seen.groups.get(id)?.profile.name;
  await listing(tally, 'push-mappings', () =>
    readPushes(client, config.pushAppId, named, (push) => seen.pushes.push(push), signal),
  );
}

/** One listing per group, never one call per membership; the limiter says how many at once. */
async function readMembers(
  client: OktaClient,
  seen: Seen,
  book: RuleBook,
  tally: SweepTally,
  signal?: AbortSignal,
): Promise<void> {
  const groups = [...seen.groups.values()];
  tally.list(groups.length);
  const reading = groups.map((group) => {
    const part: Part = { part: 'group', group: group.id, name: group.profile.name };
    return tally.read(part, () => readGroup(client, group.id, seen, book, signal));
  });
  await Promise.all(reading);
}

async function readGroup(
  client: OktaClient,
  group: string,
  seen: Seen,
  book: RuleBook,
  signal?: AbortSignal,
): Promise<void> {
  const request = {
    operation: OPERATIONS.listMembers,
    params: { groupId: group },
    query: { limit: PAGE.members },
  };
  const members = new Set<string>();
  for await (const page of client.pages(request, OktaUser, signal)) {
    for (const user of page) {
      if (members.has(user.id)) continue;
      members.add(user.id);
      seen.memberships.push({ group, user: user.id, ...keptBy(book.keeperOf(group, user)) });
      // Who is a member exists, whatever the listing of users said or failed to say.
      if (!seen.users.has(user.id)) seen.users.set(user.id, observedUser(user));
    }
  }
}

/** Two listings per app; what a user has by a group is that group's, and no edge of the user's own. */
async function readAssignments(
  client: OktaClient,
  seen: Seen,
  tally: SweepTally,
  signal?: AbortSignal,
): Promise<void> {
  const apps = [...seen.apps.values()];
  tally.list(apps.length * 2);
  const take = (app: string, type: 'user' | 'group', native: string): void => {
    seen.appAssignments.push({ app, holder: { type, native } });
  };
  const reading = apps.flatMap(({ id, label }) => {
    const part = (of: 'users' | 'groups'): Part => ({ part: 'app', app: id, name: label, of });
    return [
      tally.read(part('users'), () =>
        readAppUsers(
          client,
          id,
          ({ user, by: how }) => how === 'individual' && take(id, 'user', user),
          signal,
        ),
      ),
      tally.read(part('groups'), () =>
        readAppGroups(client, id, ({ group }) => take(id, 'group', group), signal),
      ),
    ];
  });
  await Promise.all(reading);
}

function keptBy(keeper: Keeper | undefined): Pick<ObservedMembership, 'rule' | 'mayBeByRule'> {
  if (!keeper) return {};
  return keeper.by === 'rule' ? { rule: keeper.rule } : { mayBeByRule: keeper.rules };
}

function listing(tally: SweepTally, of: OktaListing, reading: () => Promise<void>): Promise<void> {
  tally.list(1);
  return tally.read({ part: 'listing', of }, reading);
}

interface Frame {
  readonly source: SourceId;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly calls: number;
}

function completenessOf({ listed, answered, failures }: SweepTally, frame: Frame): Completeness {
  const inOrder = [...failures].sort((a, b) => compareText(canonicalJson(a.part), canonicalJson(b.part)));
  return { ...frame, complete: failures.length === 0, listed, answered, failures: inOrder };
}

function observationsOf(seen: Seen, source: SourceId): SourceSweep['seen'] {
  return {
    users: [...seen.users.values()].sort((a, b) => compareText(a.native, b.native)),
    ...oktaSeen(seen, source),
    pairs: [],
    policies: [],
    pushes: [...seen.pushes].sort((a, b) => compareText(a.from, b.from) || compareText(a.toName, b.toName)),
    accounts: [],
    rules: sorted(
      seen.rules,
      by(({ id }) => id),
    ).map((rule) => ({
      native: rule.id,
      name: rule.name,
      active: runs(rule),
      groups: targetsOf(rule),
    })),
  };
}

function oktaSeen(seen: Seen, source: SourceId): SeenOf<'okta'> {
  const byNative = by(({ native }: { readonly native: string }) => native);
  return {
    objects: {
      'okta.group': sorted(
        [...seen.groups.values()].map((group) => observedGroup(group, source)),
        byNative,
      ),
      'okta.app': sorted(
        [...seen.apps.values()].map((app) => observedApp(app, source)),
        byNative,
      ),
    },
    edges: {
      'okta.group-membership': [...seen.memberships].sort(
        (a, b) => compareText(a.group, b.group) || compareText(a.user, b.user),
      ),
      'okta.app-assignment': sorted(
        seen.appAssignments,
        by(
          ({ app }) => app,
          ({ holder }) => holder.type,
          ({ holder }) => holder.native,
        ),
      ),
    },
  };
}

function uncoveredOf({ unreadable }: RuleBook, { pushAppId }: OktaConfig): string[] {
  const app = pushAppId === undefined ? 'the Identity Center app' : `\`${pushAppId}\``;
  return [
    'Okta admin roles, standard and custom, and their resource sets',
    `Okta group pushes of apps other than ${app}`,
    'owners of Okta groups, who can change the members',
    'Okta API tokens and service apps',
    'which Okta members were added by Workflows, Access Requests or an import: they count as direct',
    ...unreadable.map(
      (name) =>
        `the Okta group rule \`${name}\`: its condition cannot be evaluated here, so whom it keeps is not told`,
    ),
  ];
}
