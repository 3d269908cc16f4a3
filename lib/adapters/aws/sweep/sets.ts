import type { ObservedAssignment, ObservedPair, ObservedSet } from '../../../inventory/index.js';
import { permissionSet, type AccountId, type SourceId } from '../../../model/index.js';
import type { AwsContext, Instance } from '../access.js';
import { malformed } from '../faults.js';
import type { ReadList } from '../pages.js';
import { readContent } from '../reads/content.js';
import { listHolders, listProvisioned } from '../reads/pairs.js';
import { listSets } from '../reads/sets.js';
import { mapAll } from './pool.js';
import { TallySheet, type SweepProgress, type Tally } from './tally.js';
import { readEach, saysGone, type Reading } from './vanishing.js';

/** One permission set: what it can do, where it is, and who holds it there. */
interface SeenSet {
  readonly tally: Tally;
  readonly set: ObservedSet;
  readonly pairs: readonly ObservedPair[];
  readonly assignments: readonly ObservedAssignment[];
}

/** What was seen of all permission sets. */
export interface SeenSets {
  readonly tallies: readonly Tally[];
  readonly sets: readonly ObservedSet[];
  readonly pairs: readonly ObservedPair[];
  readonly assignments: readonly ObservedAssignment[];
}

/** Everything that reading a set needs. */
export interface SetContext {
  readonly access: AwsContext;
  readonly instance: Instance;
  readonly source: SourceId;
  readonly progress: SweepProgress;
}

/** Reads pairs, not principals: sets → accounts where provisioned → who holds the set there. */
export async function sweepSets(context: SetContext): Promise<SeenSets> {
  const { access, instance, progress } = context;
  const listing = new TallySheet();
  progress.expect(1);
  const { items, failure } = await listSets(access, instance);
  listing.note({ part: 'listing', of: 'permission-sets' }, failure);
  progress.done();
  progress.expect(items.length * 2);
  const seen = await readEach({
    natives: items,
    read: (set) => readSet(context, set),
    relist: () => listSets(access, instance),
  });
  return {
    tallies: [listing, ...seen.map((one) => one.tally)],
    sets: seen.map((one) => one.set),
    pairs: seen.flatMap((one) => one.pairs),
    assignments: seen.flatMap((one) => one.assignments),
  };
}

async function readSet(context: SetContext, native: string): Promise<Reading<SeenSet>> {
  const { access, instance, source, progress } = context;
  const [about, { pairs, failure }] = await Promise.all([
    readContent(access, instance, native).finally(() => progress.done()),
    readPairs(access, instance, native).finally(() => progress.done()),
  ]);
  // A set whose name could not be read goes by its ARN: its edges are kept, and nothing is concluded from them.
  const name = about.name ?? native;
  const tally = new TallySheet();
  tally.note({ part: 'content', set: native, name }, about.failure);
  tally.note({ part: 'set', set: native, name }, failure);
  progress.expect(pairs.length);
  const holders = await mapAll(pairs, ({ account }) =>
    listHolders(access, instance, { set: native, account }).finally(() => progress.done()),
  );
  holders.forEach((listing, at) => {
    const account = pairs[at]?.account;
    if (account !== undefined) tally.note({ part: 'pair', set: native, name, account }, listing.failure);
  });
  const ref = permissionSet(name, source);
  return {
    vanished: tally.failures.some(({ error }) => saysGone(error)),
    seen: {
      tally,
      set: { native, ref, ...(about.content && { content: about.content }) },
      pairs,
      assignments: assignmentsOf(native, pairs, holders),
    },
  };
}

/** Accounts where the set is, and whether they are behind. A set that is in no account is behind in none. */
async function readPairs(
  access: AwsContext,
  instance: Instance,
  set: string,
): Promise<{ readonly pairs: ObservedPair[]; readonly failure: ReadList<AccountId>['failure'] }> {
  const action = 'sso:ListAccountsForProvisionedPermissionSet';
  const all = await listProvisioned(access, instance, set);
  const none = all.items.length === 0;
  const behind: ReadList<AccountId> = none
    ? { items: [] }
    : await listProvisioned(access, instance, set, 'LATEST_PERMISSION_SET_NOT_PROVISIONED');
  const accounts = new Set([...all.items, ...behind.items]);
  const stale = new Set(behind.items);
  const contradiction =
    accounts.size > all.items.length
      ? malformed(action, 'leaves out an account that it names when asked for those behind')
      : undefined;
  return {
    pairs: [...accounts].map((account) => ({
      set,
      account,
      provisioned: stale.has(account) ? 'stale' : 'latest',
    })),
    failure: all.failure ?? behind.failure ?? contradiction,
  };
}

function assignmentsOf(
  set: string,
  pairs: readonly ObservedPair[],
  holders: readonly ReadList<ObservedAssignment['holder']>[],
): ObservedAssignment[] {
  return pairs.flatMap(({ account }, at) =>
    (holders[at]?.items ?? []).map((holder) => ({ set, account, holder })),
  );
}
