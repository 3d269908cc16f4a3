import { REFUSALS, readPlan } from '../../lib/plan/index.js';
import { bytesOf, codesOf, planText, PLANS, planWith, refusedWith, type Json } from './_plan.js';

const SETS = 'create-aws-sets-0';
const TICKETS = 'create-aws-tickets-0';
const MEMBER = 'aws_identitystore_group_membership.membership_84f090eb1b81457f';

const changeOf = (plan: Json, address: string): Json => {
  const found = (plan['resource_changes'] as unknown as Json[]).find((each) => each['address'] === address);
  if (!found) throw new Error(`no ${address}`);
  return found;
};
const configOf = (plan: Json, address: string): Json => {
  const { resources } = plan['configuration']?.['root_module'] as unknown as { resources: Json[] };
  const found = resources.find((each) => each['address'] === address);
  if (!found) throw new Error(`no ${address}`);
  return found;
};
const put = (target: Json | undefined, values: object): void => {
  Object.assign(target as unknown as object, values);
};
const first = (plan: Json): Json => (plan['resource_changes'] as unknown as Json[])[0] as Json;
const stateOf = (plan: Json): Json => (plan['prior_state'] as unknown as { values: Json }).values;
const root = (plan: Json): Json => plan['configuration']?.['root_module'] as Json;

test.each(PLANS)('what Terraform planned of %s is read', (name) => {
  const read = readPlan(bytesOf(planText(name)));
  expect(codesOf(read)).toEqual([]);
  if (!('plan' in read)) return;
  expect(read.plan).toMatchObject({ tool: 'terraform', version: '1.11.4' });
  const actions = new Set(read.plan.changes.map(({ action }) => action));
  expect([...actions]).toEqual([name.startsWith('create') ? 'create' : 'no-op']);
});

test('who gets what is read, known or as the one plain reference that it waits for', () => {
  const read = readPlan(bytesOf(planText(SETS)));
  const assigned =
    'plan' in read ? read.plan.changes.filter(({ type }) => type.endsWith('account_assignment')) : [];
  expect(assigned.map(({ grants }) => grants)).toContainEqual(
    expect.objectContaining({
      principal_type: { known: true, value: 'GROUP' },
      target_id: { known: true, value: '111122223333' },
      permission_set_arn: {
        known: false,
        reference: { address: 'aws_ssoadmin_permission_set.admin_9cc050b3', attribute: 'arn' },
      },
    }),
  );
  const answers = 'plan' in read ? read.plan.answers.map(({ address }) => address) : [];
  expect(answers).toContain('data.aws_identitystore_group.group_prod_admins_ada9bc4a');
});

test('every refusal has words', () => {
  for (const { about, remedy } of Object.values(REFUSALS)) {
    expect(about).toMatch(/^[A-Z].*\.$/);
    expect(remedy.length).toBeGreaterThan(10);
  }
});

describe('another document than a plan', () => {
  it.each([
    [
      'a state',
      '{"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"a","outputs":{},"resources":[]}',
      'PLAN_IS_STATE',
    ],
    [
      'a state as `show -json` prints it',
      '{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}',
      'PLAN_IS_STATE',
    ],
    ['no format version', '{"resource_changes":[]}', 'PLAN_FORMAT'],
    ['a later major version', '{"format_version":"2.0"}', 'PLAN_FORMAT'],
    ['an earlier one', '{"format_version":"0.2"}', 'PLAN_FORMAT'],
    ['a version that only begins so', '{"format_version":"1.2-beta"}', 'PLAN_FORMAT'],
    ['a list', '[]', 'PLAN_SHAPE'],
    ['nothing but a version', '{"format_version":"1.2"}', 'PLAN_SHAPE'],
    ['a text that ends', planText(SETS).slice(0, 5000), 'PLAN_MALFORMED'],
    ['a plan and more', `${planText(SETS)}{}`, 'PLAN_MALFORMED'],
  ])('%s is refused by its own name', (_, text, code) => {
    expect(codesOf(readPlan(bytesOf(text)))).toEqual([code]);
  });

  it('honest twin: a later minor version with keys that nobody knows yet is read', () => {
    expect(
      refusedWith(SETS, (plan) => {
        put(plan, { format_version: '1.9', what_comes: { a: 1 } });
        put(first(plan), { what_comes: true });
      }),
    ).toEqual([]);
  });
});

describe('a plan that is not whole, or that does more than its resources', () => {
  it.each<readonly [string, (plan: Json) => void, string]>([
    ['errored', (plan) => put(plan, { errored: true }), 'PLAN_ERRORED'],
    ['not complete, as with -target', (plan) => put(plan, { complete: false }), 'PLAN_INCOMPLETE'],
    [
      'silent about being complete, of a Terraform that says so',
      (plan) => put(plan, { complete: undefined }),
      'PLAN_INCOMPLETE',
    ],
    [
      'silent, of a version that cannot be read',
      (plan) => put(plan, { complete: undefined, terraform_version: 'x' }),
      'PLAN_INCOMPLETE',
    ],
    ['with deferred changes', (plan) => put(plan, { deferred_changes: [{}] }), 'PLAN_DEFERS'],
    ['with deferred invocations', (plan) => put(plan, { deferred_action_invocations: [{}] }), 'PLAN_DEFERS'],
    [
      'that invokes an action',
      (plan) => put(plan, { action_invocations: [{ address: 'action.aws_lambda_invoke.x' }] }),
      'PLAN_INVOKES',
    ],
    ['with an action configured', (plan) => put(root(plan), { actions: [{}] }), 'PLAN_INVOKES'],
    [
      'with an output',
      (plan) => put(plan, { output_changes: { o: { actions: ['create'] } } }),
      'PLAN_OUTPUTS',
    ],
    ['with an output configured', (plan) => put(root(plan), { outputs: { o: {} } }), 'PLAN_OUTPUTS'],
    ['with a variable', (plan) => put(plan, { variables: { v: { value: 'x' } } }), 'PLAN_VARIABLES'],
    ['with a variable configured', (plan) => put(root(plan), { variables: { v: {} } }), 'PLAN_VARIABLES'],
    [
      'that calls a module',
      (plan) => put(root(plan), { module_calls: { m: { source: './m' } } }),
      'PLAN_MODULES',
    ],
    ['with checks', (plan) => put(plan, { checks: [{}] }), 'PLAN_CHECKS'],
  ])('%s is refused', (_, change, code) => {
    expect(refusedWith(SETS, change)).toEqual([code]);
  });

  it('honest twins: empty lists, a Terraform that did not say yet, and OpenTofu, which never says', () => {
    expect(
      refusedWith(SETS, (plan) => {
        put(plan, {
          deferred_changes: [],
          action_invocations: [],
          checks: [],
          output_changes: {},
          variables: {},
        });
      }),
    ).toEqual([]);
    expect(
      refusedWith(SETS, (plan) => {
        put(plan, { complete: undefined, applyable: undefined, terraform_version: '1.7.5' });
      }),
    ).toEqual([]);
    const tofu = planText(SETS).replaceAll('registry.terraform.io', 'registry.opentofu.org');
    const plan = JSON.parse(tofu) as Record<string, unknown>;
    delete plan['complete'];
    delete plan['applyable'];
    const read = readPlan(bytesOf(JSON.stringify({ ...plan, terraform_version: '1.12.4' })));
    expect('plan' in read && read.plan.tool).toBe('opentofu');
  });
});

describe('a change that nobody approved as such', () => {
  const to = (changes: object) => (plan: Json) => put(changeOf(plan, MEMBER)['change'], changes);
  const on = (changes: object) => (plan: Json) => put(changeOf(plan, MEMBER), changes);

  it.each<readonly [string, (plan: Json) => void, string]>([
    ['forgets', to({ actions: ['forget'] }), 'PLAN_FORGETS'],
    [
      'replaces and forgets, as Terraform 1.16 writes it',
      to({ actions: ['create', 'forget'] }),
      'PLAN_FORGETS',
    ],
    [
      'replaces and forgets, as OpenTofu 1.12 writes it',
      to({ actions: ['forget', 'create'] }),
      'PLAN_FORGETS',
    ],
    ['does what no version does', to({ actions: ['open'] }), 'PLAN_ACTION_UNKNOWN'],
    ['does nothing at all', to({ actions: [] }), 'PLAN_ACTION_UNKNOWN'],
    ['reads a resource', to({ actions: ['read'] }), 'PLAN_ACTION_UNKNOWN'],
    ['has an action that every object has', to({ actions: ['constructor'] }), 'PLAN_ACTION_UNKNOWN'],
    ['imports', to({ importing: { id: 'd-1/m-1' } }), 'PLAN_IMPORTS'],
    ['imports by identity', to({ importing: { identity: {} } }), 'PLAN_IMPORTS'],
    ['writes its own configuration', to({ generated_config: 'resource' }), 'PLAN_IMPORTS'],
    ['moves', on({ previous_address: 'aws_identitystore_group_membership.old' }), 'PLAN_MOVES'],
    ['destroys what was deposed', on({ deposed: '0a1b2c3d' }), 'PLAN_DEPOSED'],
    ['is in a module', on({ module_address: 'module.m' }), 'PLAN_ADDRESS'],
    ['is one of many', on({ index: 0 }), 'PLAN_ADDRESS'],
    ['has another address than its name', on({ name: 'membership_1' }), 'PLAN_ADDRESS'],
    ['is of a type that is never synthesized', on({ type: 'aws_iam_role' }), 'PLAN_TYPE'],
    ['is of a type that every object has', on({ type: 'constructor' }), 'PLAN_TYPE'],
    ['is a data source that runs code', on({ mode: 'data', type: 'external' }), 'PLAN_TYPE'],
    [
      'goes through a look-alike provider',
      on({ provider_name: 'registry.terraform.io/hashic0rp/aws' }),
      'PLAN_PROVIDER',
    ],
    [
      'goes through the provider of another source',
      on({ provider_name: 'registry.terraform.io/okta/okta' }),
      'PLAN_PROVIDER',
    ],
    [
      'goes through an alias',
      (plan) => put(configOf(plan, MEMBER), { provider_config_key: 'aws.other' }),
      'PLAN_PROVIDER',
    ],
    [
      'has an alias configured',
      (plan) =>
        put(plan['configuration']?.['provider_config'], { 'aws.other': { name: 'aws', alias: 'other' } }),
      'PLAN_PROVIDER',
    ],
    [
      'has another provider configured',
      (plan) => put(plan['configuration']?.['provider_config'], { external: { name: 'external' } }),
      'PLAN_PROVIDER',
    ],
    [
      'has its provider from elsewhere',
      (plan) =>
        put(plan['configuration']?.['provider_config']?.['aws'], { full_name: 'evil.example/hashicorp/aws' }),
      'PLAN_PROVIDER',
    ],
    [
      'runs a provisioner',
      (plan) => put(configOf(plan, MEMBER), { provisioners: [{ type: 'local-exec' }] }),
      'PLAN_PROVISIONS',
    ],
    [
      'is configured as many',
      (plan) => put(configOf(plan, MEMBER), { count_expression: { constant_value: 1 } }),
      'PLAN_ADDRESS',
    ],
  ])('that %s is refused', (_, change, code) => {
    expect(refusedWith(TICKETS, change)).toContain(code);
  });

  it('that stands twice is refused', () => {
    expect(
      refusedWith(TICKETS, (plan) => {
        const changes = plan['resource_changes'] as unknown as Json[];
        changes.push(structuredClone(changes[0]) as Json);
      }),
    ).toEqual(['PLAN_ADDRESS']);
  });

  it('that was found outside is held to the same types and addresses', () => {
    const drifted = (changes: object) =>
      refusedWith('noop-aws-sets-0', (plan) =>
        put((plan['resource_drift'] as unknown as Json[])[0], changes),
      );
    expect(drifted({})).toEqual([]);
    expect(drifted({ type: 'aws_iam_role' })).toContain('PLAN_TYPE');
    expect(drifted({ module_address: 'module.m' })).toContain('PLAN_ADDRESS');
  });

  it('honest twins: each action that is known, with what goes and comes', () => {
    for (const actions of [
      ['create'],
      ['update'],
      ['delete'],
      ['no-op'],
      ['delete', 'create'],
      ['create', 'delete'],
    ])
      expect(refusedWith(TICKETS, to({ actions }))).toEqual([]);
  });
});

describe('who would get what, and shows only when it is applied', () => {
  const ASSIGNED = 'aws_ssoadmin_account_assignment.assignment_4d97fdc96b4c348a';
  const written = (text: unknown) => (plan: Json) => {
    const change = changeOf(plan, ASSIGNED)['change'] as Json;
    put(change['after_unknown'], { principal_id: true });
    delete (change['after'] as unknown as Record<string, unknown>)['principal_id'];
    put(configOf(plan, ASSIGNED)['expressions'], {
      principal_id: { constant_value: text, references: ['aws_identitystore_group.g'] },
    });
  };
  const plain = '${data.aws_identitystore_group.group_prod_admins_ada9bc4a.group_id}';

  it.each([
    [
      'a condition over one reference, with a literal in its other branch',
      '${aws_identitystore_group.g.group_id == "" ? aws_identitystore_group.g.group_id : "00000000-0000-4000-8000-000000000bad"}',
    ],
    ['a local', '${local.p}'],
    ['a function', '${uuid()}'],
    ['a time', '${timestamp()}'],
    ['two references', `${plain}${plain}`],
    ['a reference and more', `${plain} `],
    ['a reference on two lines', plain.replace('}', '\n}')],
    ['an index', '${data.aws_identitystore_group.group_a[0].group_id}'],
    ['an attribute that is another', '${data.aws_identitystore_group.group_a.display_name}'],
    ['nothing that is told', undefined],
  ])('is refused where it is %s', (_, text) => {
    expect(refusedWith(SETS, written(text))).toEqual(['PLAN_UNKNOWN']);
  });

  it('honest twin: one plain reference, character for character', () => {
    expect(refusedWith(SETS, written(plain))).toEqual([]);
  });

  it('is refused where one member of a list is unknown, and not where a known list has a null', () => {
    const policies = 'aws_ssoadmin_customer_managed_policy_attachment';
    const of = (unknown: unknown, after: unknown) =>
      refusedWith(SETS, (plan) => {
        const change = (plan['resource_changes'] as unknown as Json[]).find(
          (each) => each['type'] === policies,
        )?.['change'];
        put(change?.['after_unknown'], { customer_managed_policy_reference: unknown });
        put(change?.['after'], { customer_managed_policy_reference: after });
      });
    expect(of([{ name: true }], [{ path: '/' }])).toEqual(['PLAN_UNKNOWN']);
    expect(of([true], [null])).toEqual(['PLAN_UNKNOWN']);
    expect(of(true, undefined)).toEqual(['PLAN_UNKNOWN']);
    expect(of([{}], [{ name: 'own', path: null }])).toEqual([]);
    expect(of([false], [null])).toEqual([]);
  });

  it('is refused where everything is unknown', () => {
    expect(
      refusedWith(TICKETS, (plan) =>
        put(changeOf(plan, MEMBER)['change'], { after: undefined, after_unknown: true }),
      ),
    ).toEqual(['PLAN_UNKNOWN']);
  });
});

describe('each part of the configuration inside a plan, by itself', () => {
  const provider = (name: string, said: object) => (plan: Json) =>
    put(plan['configuration']?.['provider_config'], { [name]: said });
  const configured = (more: object) => (plan: Json) => {
    const known = structuredClone(configOf(plan, MEMBER));
    put(known, { address: 'aws_identitystore_group_membership.b', name: 'b', ...more });
    (root(plan)['resources'] as unknown as Json[]).push(known);
  };
  const DATA = 'data.aws_ssoadmin_instances.instance';
  const reading = (more: object) => (plan: Json) => {
    const change = structuredClone(changeOf(plan, MEMBER));
    put(change, { address: DATA, mode: 'data', type: 'aws_ssoadmin_instances', name: 'instance', ...more });
    (plan['resource_changes'] as unknown as Json[]).push(change);
  };
  const change = (actions: readonly string[]) => ({ change: { actions, before: null, after: {} } });

  it.each<readonly [string, (plan: Json) => void, string]>([
    ['a provider that every object has', provider('constructor', { name: 'constructor' }), 'PLAN_PROVIDER'],
    ['a data source that every object has', configured({ mode: 'data', type: 'constructor' }), 'PLAN_TYPE'],
    ['a provider under another name', provider('aws2', { name: 'aws' }), 'PLAN_PROVIDER'],
    ['an alias under the name itself', provider('aws', { name: 'aws', alias: 'o' }), 'PLAN_PROVIDER'],
    ['a provider of a module', provider('aws', { name: 'aws', module_address: 'module.m' }), 'PLAN_PROVIDER'],
    ['a resource that is configured and not planned', configured({ type: 'aws_iam_role' }), 'PLAN_TYPE'],
    ['one for each of many', configured({ for_each_expression: {} }), 'PLAN_ADDRESS'],
    ['a data source that creates', reading(change(['create'])), 'PLAN_ACTION_UNKNOWN'],
    ['outputs of the state', (plan) => put(stateOf(plan), { outputs: { o: {} } }), 'PLAN_OUTPUTS'],
    [
      'modules of the state',
      (plan) => put(stateOf(plan)['root_module'], { child_modules: [{}] }),
      'PLAN_MODULES',
    ],
  ])('is refused: %s', (_, wrong, code) => {
    expect(refusedWith(TICKETS, wrong)).toEqual([code]);
  });

  it.each<readonly [string, (plan: Json) => void]>([
    ['a provider as it is configured', provider('aws', { name: 'aws' })],
    ['another resource of a type that is synthesized', configured({})],
    ['a data source that is read', reading(change(['read']))],
  ])('honest twin: %s', (_, right) => {
    expect(refusedWith(TICKETS, right)).toEqual([]);
  });

  it('answers are those of data sources of known providers, and of nothing else', () => {
    const answered = (more: object): readonly string[] => {
      const read = readPlan(
        planWith(TICKETS, (plan) => {
          const { resources } = stateOf(plan)['root_module'] as unknown as {
            resources: Json[];
          };
          const first = structuredClone(resources[0]) as Json;
          put(first, { address: 'added', ...more });
          resources.push(first);
        }),
      );
      return 'plan' in read ? read.plan.answers.map(({ address }) => address) : ['refused'];
    };
    expect(answered({})).toContain('added');
    expect(answered({ mode: 'managed' })).not.toContain('added');
    expect(answered({ provider_name: 'evil.example/hashicorp/aws' })).not.toContain('added');
  });
});

test('a key that hides another is found before anything is read of it', () => {
  const text = planText(TICKETS).replace(
    '"resource_changes":[',
    '"resource_changes":[],"resource_changes":[',
  );
  expect(codesOf(readPlan(bytesOf(text)))).toEqual(['PLAN_KEY_REPEATED']);
});

test('all that is wrong is told at once', () => {
  const read = readPlan(
    planWith(TICKETS, (plan) => {
      put(plan, { errored: true, checks: [{}] });
      put(changeOf(plan, MEMBER)['change'], { actions: ['forget'] });
    }),
  );
  expect(codesOf(read)).toEqual(['PLAN_CHECKS', 'PLAN_ERRORED', 'PLAN_FORGETS']);
});
