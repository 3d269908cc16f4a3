import { planRevert, type JudgeInput, type Rails, type RevertPlan } from '../../lib/drift/index.js';
import { awsGroup, type AccountId, type Edge, type Group } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  assignment,
  CONTENT,
  edge,
  ended,
  enforced,
  identity,
  inventory,
  judgement,
  live,
  liveSet,
  manifest,
  record,
  wanted,
} from '../_helpers/build.js';
import { everyone, kinds, people, PROMPT } from './_plan.js';

/** A list that counts how often one of its items is read, whoever asks and however. */
function counting<T>(items: readonly T[]): { readonly items: readonly T[]; readonly reads: () => number } {
  let reads = 0;
  const watched = new Proxy(items, {
    get: (of, name, receiver): unknown => {
      if (typeof name === 'string' && /^\d+$/.test(name)) reads++;
      return Reflect.get(of, name, receiver);
    },
  });
  return { items: watched, reads: () => reads };
}

const GROUPS = Array.from({ length: 12 }, (_, index) => awsGroup(`team-${index}`));
const ACCOUNTS = GROUPS.map((_, index) => String(100_000_000_000 + index) as AccountId);
const roles = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];

/** Ten people in each of twelve groups, half of them no longer, and each group an administrator of an account. */
function worldOf(packages: number): Partial<JudgeInput> {
  const packageOf = (index: number): string => `package-${index % packages}`;
  const members = GROUPS.map((group, index) => people(10, 10 + index * 10, group));
  const carried = GROUPS.map((group, index) => edge(group, assignment(ADMIN_SET, ACCOUNTS[index])));
  return {
    manifest: manifest({
      edges: [
        ...carried.map((one) => wanted(one, { role: 'structure' })),
        ...members.flatMap((all, index) => all.slice(5).map((one) => wantedOf(one, packageOf(index)))),
      ],
      ended: members.flatMap((all, index) =>
        all.slice(0, 5).map((one) => ended(one, { package: packageOf(index) })),
      ),
      catalogue: { scopes: [enforced(GROUPS, ACCOUNTS)] },
    }),
    inventory: inventory({ edges: [...carried, ...members.flat()].map((one) => live(one)), roles }),
    identity: everyone,
  };
}

function wantedOf(of: Edge, name: string) {
  return { ...wanted(of), because: [{ ...wanted(of).because[0], package: name }] as const };
}

/** Plans a revert, and counts what the plan alone reads of the manifest's edges, of what is live and of people. */
function readsOf(
  world: Partial<JudgeInput>,
  rails: Partial<Rails>,
): { readonly plan: RevertPlan; readonly reads: readonly number[] } {
  const given = judgement(world).ground;
  const edges = counting(given.manifest.edges);
  const seen = counting(given.inventory.edges);
  const staff = counting(given.identity.people);
  const judged = judgement({
    ...world,
    manifest: { ...given.manifest, edges: edges.items },
    inventory: { ...given.inventory, edges: seen.items },
    identity: { ...given.identity, people: staff.items },
  });
  const counts = (): number[] => [edges.reads(), seen.reads(), staff.reads()];
  const before = counts();
  const plan = planRevert(judged, { ...PROMPT, ...rails }, { confirmed: true, recordVerifies: true });
  return { plan, reads: counts().map((count, index) => count - (before[index] ?? 0)) };
}

const NEVER = { count: 1_000, fraction: 1, fractionFrom: 20 };
const CEILING = { ceiling: { ...NEVER, count: 4 }, total: NEVER };

describe('a plan reads the world no more often', () => {
  it('for many packages than for one', () => {
    const [one, many] = [1, 12].map((packages) => readsOf(worldOf(packages), CEILING));
    expect([one, many].map((each) => each && kinds(each.plan))).toEqual([
      new Set(['ceiling']),
      new Set(['ceiling']),
    ]);
    expect(many?.reads).toEqual(one?.reads);
  });

  it('for many seats of administrators than for one', () => {
    const seated = (accounts: readonly AccountId[], groups: readonly Group[]) =>
      readsOf(worldOf(12), {
        ...CEILING,
        administrators: {
          atLeast: 8,
          seats: [...accounts.map((account) => ({ account })), ...groups.map((group) => ({ group }))],
        },
      });
    const one = seated(ACCOUNTS.slice(0, 1), GROUPS.slice(0, 1));
    const many = seated(ACCOUNTS, GROUPS);
    expect(kinds(one.plan)).toEqual(new Set(['administrators', 'ceiling', 'go']));
    expect(kinds(many.plan)).toEqual(new Set(['administrators', 'go']));
    expect(many.reads).toEqual(one.reads);
  });

  it('for many assignments of Control Tower than for one', () => {
    const auditors = awsGroup('AWSSecurityAuditors');
    const set = liveSet({ ...ADMIN_SET, name: 'AWSReadOnlyAccess' });
    const world = (accounts: readonly AccountId[]): Partial<JudgeInput> => {
      const made = ACCOUNTS.map((account) => live(edge(auditors, assignment(set.ref, account))));
      return {
        manifest: manifest({ catalogue: { scopes: [enforced([auditors], accounts)] } }),
        inventory: inventory({ edges: made, roles: [set] }),
      };
    };
    const [one, many] = [ACCOUNTS.slice(0, 1), ACCOUNTS].map((accounts) => readsOf(world(accounts), {}));
    expect(one?.plan.lines.map(({ verdict }) => verdict)).toMatchObject([{ rail: 'control-tower' }]);
    expect(many?.plan.lines).toHaveLength(ACCOUNTS.length);
    expect(kinds(many!.plan)).toEqual(new Set(['control-tower']));
    expect(many?.reads).toEqual(one?.reads);
  });

  it('for many accounts without a row than for one, whoever is pinned', () => {
    const strangers = (count: number): Partial<JudgeInput> => {
      const edges = Array.from({ length: 12 }, (_, index) =>
        edge(
          { kind: 'unlinked', native: `x-${index}`, source: GROUPS[0]!.source },
          GROUPS[index < count ? 0 : 1]!,
        ),
      );
      const users = edges.map(({ holder }) => ({
        source: GROUPS[0]!.source,
        native: 'native' in holder ? (holder.native ?? '') : '',
        login: 'p10@example.com',
        displayName: '',
        status: 'active' as const,
      }));
      return {
        manifest: manifest({ catalogue: { scopes: [enforced([GROUPS[0]!])] } }),
        inventory: inventory({ edges: edges.map((one) => live(one)), users }),
        identity: identity(record('p10', { accounts: [] }), record('p11')),
      };
    };
    const [one, many] = [1, 12].map((count) => readsOf(strangers(count), { pinned: ['hr:p10', 'hr:p11'] }));
    expect(one?.plan.lines).toHaveLength(1);
    expect(many?.plan.lines).toHaveLength(12);
    expect(kinds(many!.plan)).toEqual(new Set(['known-as']));
    expect(many?.reads).toEqual(one?.reads);
  });
});
