import type { ObservedGroup, ObservedMembership, ObservedUser } from '../../../inventory/index.js';
import { listGroups, listMembers, listUsers } from '../reads/store.js';
import type { ReadList } from '../pages.js';
import type { SetContext } from './sets.js';
import { TallySheet, type Tally } from './tally.js';
import { readEach, saysGone, type Reading } from './vanishing.js';

/** What was seen of the Identity Store's users. */
export interface SeenUsers {
  readonly tallies: readonly Tally[];
  readonly users: readonly ObservedUser[];
}

/** What was seen of its groups and who is in them. */
export interface SeenGroups {
  readonly tallies: readonly Tally[];
  readonly groups: readonly ObservedGroup[];
  readonly memberships: readonly ObservedMembership[];
}

interface SeenGroup {
  readonly tally: Tally;
  readonly group: string;
  readonly memberships: readonly ObservedMembership[];
}

/** Reads all users. */
export async function sweepUsers({ access, instance, progress }: SetContext): Promise<SeenUsers> {
  const tally = new TallySheet();
  progress.expect(1);
  const { items, failure } = await listUsers(access, instance);
  tally.note({ part: 'listing', of: 'users' }, failure);
  progress.done();
  return { tallies: [tally], users: items };
}

/** Reads all groups, and each group's members: calls by group, never by member. */
export async function sweepGroups(context: SetContext): Promise<SeenGroups> {
  const { access, instance, source, progress } = context;
  const listing = new TallySheet();
  progress.expect(1);
  const { items, failure } = await listGroups(access, instance, source);
  listing.note({ part: 'listing', of: 'groups' }, failure);
  progress.done();
  progress.expect(items.length);
  const byNative = new Map(items.map((group) => [group.native, group]));
  const seen = await readEach({
    natives: [...byNative.keys()],
    read: (native) => readGroup(context, native, byNative.get(native)?.ref.name ?? native),
    relist: async () => natives(await listGroups(access, instance, source)),
  });
  const there = new Set(seen.map((one) => one.group));
  return {
    tallies: [listing, ...seen.map((one) => one.tally)],
    groups: items.filter((group) => there.has(group.native)),
    memberships: seen.flatMap((one) => one.memberships),
  };
}

async function readGroup(
  { access, instance, progress }: SetContext,
  group: string,
  name: string,
): Promise<Reading<SeenGroup>> {
  const { items, failure } = await listMembers(access, instance, group);
  const tally = new TallySheet();
  tally.note({ part: 'group', group, name }, failure);
  progress.done();
  return { vanished: saysGone(failure), seen: { tally, group, memberships: items } };
}

function natives({ items, failure }: ReadList<ObservedGroup>): ReadList<string> {
  return { items: items.map((group) => group.native), ...(failure && { failure }) };
}
