import { refKey } from '../../lib/model/index.js';
import { factsOf, type Fact } from './facts.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import type { Truth } from './truth.js';

/** Whose console it is. */
const ADMINISTRATOR = 'marek.havlicek@meridianpay.example';
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const ALLOW = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}';

type Deed = (stage: Stage, truth: Truth, random: Random) => Promise<void>;

/** What people do at a console, past every ticket. Each leaves the world with something foreign, or something lost. */
const DEEDS: readonly Deed[] = [
  async (stage, truth, random) => {
    const group = random.pick(enforced(truth, 'okta.group'));
    await stage.tamper('okta.add-member', {
      group,
      user: someone(stage, 'okta', random),
      actor: ADMINISTRATOR,
    });
  },
  async (stage, truth, random) => {
    const group = random.pick(enforced(truth, 'aws.group'));
    await stage.tamper('aws.add-member', {
      group,
      user: someone(stage, 'aws', random),
      actor: ADMINISTRATOR,
    });
  },
  async (stage, truth, random) => {
    await stage.tamper('aws.assign', {
      permissionSet: random.pick(truth.manifest.catalogue.permissionSets).ref.name,
      account: random.pick(enforcedAccounts(truth)),
      principal: { type: 'USER', name: someone(stage, 'aws', random) },
      actor: ADMINISTRATOR,
    });
  },
  async (stage, truth, random) => {
    await stage.tamper('aws.attach-managed-policy', {
      permissionSet: random.pick(truth.manifest.catalogue.permissionSets).ref.name,
      policyArn: ADMIN,
      provision: random.happens(0.5),
      actor: ADMINISTRATOR,
    });
  },
  async (stage, truth, random) => {
    const sets = truth.manifest.catalogue.permissionSets.filter(
      ({ content }) => content.inline === undefined,
    );
    await stage.tamper('aws.put-inline-policy', {
      permissionSet: random.pick(sets).ref.name,
      policy: ALLOW,
      provision: random.happens(0.5),
      actor: ADMINISTRATOR,
    });
  },
  async (stage, truth, random) => {
    const login = `intruder${random.below(1_000_000)}@x.example`;
    const group = random.pick(enforced(truth, 'okta.group'));
    await stage.tamper('okta.create-user', {
      login,
      firstName: 'In',
      lastName: 'Truder',
      actor: ADMINISTRATOR,
    });
    await stage.tamper('okta.add-member', { group, user: login, actor: ADMINISTRATOR });
  },
  async (stage, truth, random) => {
    const approved = truth.approved();
    const members = memberships(stage).filter(({ fact }) => approved.has(fact));
    if (members.length === 0) return;
    const { group, user } = random.pick(members);
    await stage.tamper('okta.remove-member', { group, user, actor: ADMINISTRATOR });
  },
];

/** Something by hand: what was there already, or cannot be done now, is nothing done. */
export async function misbehave(stage: Stage, truth: Truth, random: Random): Promise<void> {
  try {
    await random.pick(DEEDS)(stage, truth, random);
  } catch (error) {
    if (!(error instanceof Error) || !/conflict|already exists/i.test(error.message)) throw error;
  }
  await stage.settle();
}

/** The facts in governed scopes that nothing wants: what has to be gone once everything works again. */
export function foreignFacts(stage: Stage, truth: Truth): Set<Fact> {
  const tolerated = truth.tolerated();
  return new Set(
    [...factsOf(stage.runtime)].filter((fact) => !tolerated.has(fact) && isEnforced(fact, stage, truth)),
  );
}

function isEnforced(fact: Fact, { runtime: { world } }: Stage, truth: Truth): boolean {
  const [what = '', first = '', second = ''] = JSON.parse(fact) as string[];
  if (what === 'assignment') return enforcedAccounts(truth).includes(second);
  const name = what === 'aws' ? world.aws.groups.get(first)?.displayName : world.okta.groups.get(first)?.name;
  return enforced(truth, what === 'aws' ? 'aws.group' : 'okta.group').includes(name ?? '');
}

/** Names of the groups that an enforced scope covers, and that nobody else owns. */
function enforced({ manifest: { catalogue } }: Truth, kind: 'aws.group' | 'okta.group'): string[] {
  const covered = catalogue.groups.filter(({ ref, external, restrictive }) => {
    const by = catalogue.scopes.some(
      ({ mode, groups, carriersOf }) =>
        mode === 'enforce' &&
        (carriersOf.includes(ref.source) || groups.some((one) => refKey(one) === refKey(ref))),
    );
    return by && external === undefined && !restrictive && ref.kind === kind;
  });
  return covered.map(({ ref }) => ref.name);
}

function enforcedAccounts({ manifest }: Truth): string[] {
  return [
    ...new Set(
      manifest.catalogue.scopes.filter(({ mode }) => mode === 'enforce').flatMap(({ accounts }) => accounts),
    ),
  ];
}

function someone({ runtime: { world } }: Stage, source: 'aws' | 'okta', random: Random): string {
  return source === 'aws'
    ? random.pick([...world.aws.users.values()]).userName
    : random.pick([...world.okta.users.values()].filter(({ status }) => status === 'ACTIVE')).login;
}

function memberships({ runtime: { world } }: Stage): { fact: Fact; group: string; user: string }[] {
  return [...world.okta.members].flatMap(([id, members]) =>
    [...members.values()].flatMap(({ userId }) => {
      const [group, user] = [world.okta.groups.get(id)?.name, world.okta.users.get(userId)?.login];
      return group && user ? [{ fact: JSON.stringify(['okta', id, userId]), group, user }] : [];
    }),
  );
}
