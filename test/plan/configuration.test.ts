import type { Provider } from '../../lib/model/index.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { refuseConfiguration, type RefusalCode, type StackSettings } from '../../lib/plan/index.js';
import { bytesOf, type Json } from './_plan.js';

const FOLDER = join(__dirname, '../golden/synth');
const STACKS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.tf.json'))
  .map((name) => name.replace('.tf.json', ''));

const textOf = (stack: string): string => readFileSync(join(FOLDER, `${stack}.tf.json`), 'utf8');
const providerOf = (stack: string): Provider => (stack.startsWith('aws') ? 'aws' : 'okta');

function codes(stack: string, bytes: Uint8Array): readonly RefusalCode[] {
  const refusals = refuseConfiguration(bytes, { stack, provider: providerOf(stack) });
  return [...new Set(refusals.map(({ code }) => code))].sort();
}
function refused(stack: string, change: (document: Json) => void): readonly RefusalCode[] {
  const document = JSON.parse(textOf(stack)) as Json;
  change(document);
  return codes(stack, bytesOf(JSON.stringify(document)));
}
const put = (target: Json | undefined, values: object): void => {
  Object.assign(target as unknown as object, values);
};

test.each(STACKS)('what is synthesized into %s is read', (stack) => {
  expect(codes(stack, bytesOf(textOf(stack)))).toEqual([]);
});

describe('what plan JSON does not show', () => {
  const at = (key: string, value: unknown) => (document: Json) => put(document, { [key]: value });
  const SETS = 'aws-sets-0';
  const ASSIGNED = (document: Json): Json =>
    Object.values(document['resource']?.['aws_ssoadmin_account_assignment'] ?? {})[0] as Json;
  const SET = (document: Json): Json =>
    Object.values(document['resource']?.['aws_ssoadmin_permission_set'] ?? {})[0] as Json;

  it.each<readonly [string, (document: Json) => void, RefusalCode]>([
    [
      'a removed block, which may run a command',
      at('removed', [{ from: 'aws_ssoadmin_permission_set.a', provisioner: {} }]),
      'CONFIG_KEY',
    ],
    ['an import block', at('import', [{ to: 'a.b', id: '1' }]), 'CONFIG_KEY'],
    ['a moved block', at('moved', [{ from: 'a.b', to: 'a.c' }]), 'CONFIG_KEY'],
    ['a check block', at('check', { c: {} }), 'CONFIG_KEY'],
    ['locals', at('locals', { p: 'x' }), 'CONFIG_KEY'],
    ['a variable', at('variable', { v: { ephemeral: true } }), 'CONFIG_KEY'],
    ['an output', at('output', { o: { value: '${file("/etc/passwd")}' } }), 'CONFIG_KEY'],
    ['a module', at('module', { m: { source: './m' } }), 'CONFIG_KEY'],
    ['an ephemeral block', at('ephemeral', { a: {} }), 'CONFIG_KEY'],
    ['an action block', at('action', { a: {} }), 'CONFIG_KEY'],
    ['lifecycle', (d) => put(ASSIGNED(d), { lifecycle: { ignore_changes: 'all' } }), 'CONFIG_KEY'],
    [
      'a provisioner',
      (d) => put(ASSIGNED(d), { provisioner: [{ 'local-exec': { command: 'id' } }] }),
      'CONFIG_KEY',
    ],
    ['a provider of its own', (d) => put(ASSIGNED(d), { provider: 'aws.other' }), 'CONFIG_KEY'],
    ['one for each of many', (d) => put(ASSIGNED(d), { for_each: { a: 1 } }), 'CONFIG_KEY'],
    ['a connection', (d) => put(ASSIGNED(d), { connection: {} }), 'CONFIG_KEY'],
    [
      'waiting for something else',
      (d) => put(ASSIGNED(d), { depends_on: ['aws_ssoadmin_permission_set.a'] }),
      'CONFIG_VALUE',
    ],
    ['a relay state', (d) => put(SET(d), { relay_state: 'https://evil.example' }), 'CONFIG_KEY'],
    ['a resource of another type', (d) => put(d['resource'], { aws_iam_role: { r: {} } }), 'CONFIG_KEY'],
    ['a resource that every object has', (d) => put(d['resource'], { constructor: { r: {} } }), 'CONFIG_KEY'],
    [
      'a data source that runs code',
      (d) => put(d['data'], { external: { e: { program: ['id'] } } }),
      'CONFIG_KEY',
    ],
    ['an alias', (d) => put(d['provider'], { aws: [{}, { alias: 'o' }] }), 'CONFIG_VALUE'],
    [
      'another role',
      (d) => put(d['provider'], { aws: [{ assume_role: [{ role_arn: 'arn:aws:iam::1:role/x' }] }] }),
      'CONFIG_KEY',
    ],
    [
      'another endpoint',
      (d) => put(d['provider'], { aws: [{ endpoints: [{ sso: 'http://x' }] }] }),
      'CONFIG_KEY',
    ],
    ['a second provider', (d) => put(d['provider'], { external: [{}] }), 'CONFIG_KEY'],
    [
      'another source of the provider',
      (d) => put(d['terraform']?.['required_providers']?.['aws'], { source: 'evil/aws' }),
      'CONFIG_VALUE',
    ],
    [
      'any version of the provider',
      (d) => put(d['terraform']?.['required_providers']?.['aws'], { version: '>= 1.0.0' }),
      'CONFIG_VALUE',
    ],
    [
      'the state of another stack',
      (d) => put(d['terraform']?.['backend']?.['local'], { path: '../../state/aws-tickets-0.tfstate' }),
      'CONFIG_VALUE',
    ],
    [
      'another backend',
      (d) => put(d['terraform'], { backend: { http: { address: 'http://x' } } }),
      'CONFIG_VALUE',
    ],
    ['a cloud block', (d) => put(d['terraform'], { cloud: {} }), 'CONFIG_KEY'],
    ['experiments', (d) => put(d['terraform'], { experiments: ['x'] }), 'CONFIG_KEY'],
  ])('%s is refused', (_, change, code) => {
    expect(refused(SETS, change)).toContain(code);
  });

  it('a block that a second of the same name hides is refused', () => {
    const text = textOf(SETS).replace(/^\{/, '{"resource":{"aws_ssoadmin_account_assignment":{}},');
    expect(codes(SETS, bytesOf(text))).toEqual(['PLAN_KEY_REPEATED']);
  });

  it.each([
    [
      'a condition with a literal',
      '${data.aws_identitystore_group.group_a.group_id == "" ? data.aws_identitystore_group.group_a.group_id : "00000000-0000-4000-8000-000000000bad"}',
    ],
    ['a local', '${local.p}'],
    ['a file', '${file("/etc/passwd")}'],
    ['a directive', '%{ if true }x%{ endif }'],
    ['a reference to another type', '${aws_identitystore_group.a.group_id}'],
    ['a row of marks whose meaning is not relied on', '$$${x}'],
  ])('who gets it is refused where it is %s', (_, principal_id) => {
    expect(refused(SETS, (d) => put(ASSIGNED(d), { principal_id }))).not.toEqual([]);
  });

  it('honest twins: markers that are written out, an explicit Region and the account', () => {
    expect(refused(SETS, (d) => put(SET(d), { description: 'as $${x} and %%{y} and $5' }))).toEqual([]);
    expect(
      refused(SETS, (d) =>
        put(d['provider'], { aws: [{ region: 'eu-central-1', allowed_account_ids: ['111122223333'] }] }),
      ),
    ).toEqual([]);
    expect(
      refused(SETS, (d) =>
        put(ASSIGNED(d), { depends_on: ['aws_ssoadmin_permissions_boundary_attachment.a_boundary'] }),
      ),
    ).toEqual([]);
  });
});

describe('what the configuration of the base puts into a stack is expected exactly', () => {
  const SETTINGS = { aws: { region: 'eu-west-1', account: '100000000001' } };
  const with_ = (settings: StackSettings, change: (document: Json) => void = () => undefined) => {
    const document = JSON.parse(textOf('aws-sets-0')) as Json;
    change(document);
    return [
      ...new Set(
        refuseConfiguration(bytesOf(JSON.stringify(document)), {
          stack: 'aws-sets-0',
          provider: 'aws',
          settings,
        }).map(({ code }) => code),
      ),
    ];
  };
  const backend = (block: object) => (d: Json) => {
    const { required_providers, required_version } = d['terraform'] as Json;
    put(d, { terraform: { required_providers, required_version, ...block } });
  };
  const said = (kind: string) => (d: Json) => put(d['//']?.['metadata'], { backend: kind });

  it('its own Region and account are read', () => expect(with_(SETTINGS)).toEqual([]));
  it.each<readonly [string, (d: Json) => void]>([
    ['another account', (d) => put(d['provider']?.['aws']?.[0], { allowed_account_ids: ['111122223333'] })],
    [
      'a second account',
      (d) => put(d['provider']?.['aws']?.[0], { allowed_account_ids: ['100000000001', '111122223333'] }),
    ],
    ['another Region', (d) => put(d['provider']?.['aws']?.[0], { region: 'us-east-1' })],
    ['no account', (d) => put(d['provider'], { aws: [{ region: 'eu-west-1' }] })],
    ['another backend', backend({ backend: { s3: {} } })],
  ])('%s is refused', (_, change) => expect(with_(SETTINGS, change)).toEqual(['CONFIG_VALUE']));

  it('a backend on S3 has no setting in the stack, and one is refused', () => {
    const settings: StackSettings = { ...SETTINGS, backend: { kind: 's3' } };
    const s3 = (block: object) => (d: Json) => {
      backend({ backend: { s3: block } })(d);
      said('s3')(d);
    };
    expect(with_(settings, s3({}))).toEqual([]);
    expect(with_(settings, s3({ endpoint: 'http://x' }))).toEqual(['CONFIG_VALUE']);
  });

  it('a cloud block is the whole of what is configured', () => {
    const settings: StackSettings = {
      ...SETTINGS,
      backend: { kind: 'cloud', organization: 'meridian', prefix: 'writ-' },
    };
    const cloud = (organization: string) => (d: Json) => {
      backend({ cloud: { organization, workspaces: { name: 'writ-aws-sets-0' } } })(d);
      said('cloud')(d);
    };
    expect(with_(settings, cloud('meridian'))).toEqual([]);
    expect(with_(settings, cloud('other'))).toEqual(['CONFIG_VALUE']);
  });
});

describe('each part of a form, by itself', () => {
  const MEMBERS = (document: Json): Json =>
    Object.values(document['resource']?.['okta_group_memberships'] ?? {})[0] as Json;
  const ASSIGNED = (document: Json): Json =>
    Object.values(document['resource']?.['aws_ssoadmin_account_assignment'] ?? {})[0] as Json;
  const OKTA = 'okta-standing-0';
  const user = '00u00000000000000001';
  const other = '00u00000000000000002';

  it.each<readonly [string, (document: Json) => void, RefusalCode]>([
    ['somebody twice', (d) => put(MEMBERS(d), { users: [user, user] }), 'CONFIG_VALUE'],
    ['nobody', (d) => put(MEMBERS(d), { users: [] }), 'CONFIG_VALUE'],
    ['an id of another form', (d) => put(MEMBERS(d), { users: ['anybody'] }), 'CONFIG_VALUE'],
    [
      'an app for a group',
      (d) => put(MEMBERS(d), { group_id: '${data.okta_app.app_x.id}' }),
      'CONFIG_TEMPLATE',
    ],
    [
      'a name that is not synthesized',
      (d) => put(d['resource']?.['okta_group_memberships'], { 'A-b': MEMBERS(d) }),
      'CONFIG_KEY',
    ],
  ])('is refused: %s', (_, change, code) => {
    expect(refused(OKTA, change)).toEqual([code]);
  });

  it('is refused: the store for the instance', () => {
    const instance_arn = '${tolist(data.aws_ssoadmin_instances.instance.identity_store_ids)[0]}';
    expect(refused('aws-sets-0', (d) => put(ASSIGNED(d), { instance_arn }))).toEqual(['CONFIG_TEMPLATE']);
  });

  it('honest twins: two people, and another resource of a name as synthesized', () => {
    expect(refused(OKTA, (d) => put(MEMBERS(d), { users: [user, other] }))).toEqual([]);
    expect(refused(OKTA, (d) => put(d['resource']?.['okta_group_memberships'], { b_1: MEMBERS(d) }))).toEqual(
      [],
    );
  });

  it('is refused: anything left out of a resource, unless it is a description or what it waits for', () => {
    for (const stack of STACKS) {
      const { resource } = JSON.parse(textOf(stack)) as { resource: Record<string, Record<string, object>> };
      for (const [type, all] of Object.entries(resource))
        for (const [name, attributes] of Object.entries(all))
          for (const key of Object.keys(attributes).filter(
            (each) => !/^(description|depends_on)$/.test(each),
          )) {
            const found = refused(stack, (document) => {
              Reflect.deleteProperty(document['resource']?.[type]?.[name] as unknown as object, key);
            });
            expect([stack, type, key, found]).toEqual([stack, type, key, ['CONFIG_VALUE']]);
          }
    }
  });
});

/** Every object of a document, by path. */
function objectsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [path];
  return [...own, ...Object.entries(value).flatMap(([name, each]) => objectsIn(each, [...path, name]))];
}
/** Every text, number or truth of a document, by path. */
function leavesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, each]) => leavesIn(each, [...path, name]));
}
const within = (document: Json, path: readonly string[]): Json => {
  let value: unknown = document;
  for (const name of path) value = (value as Record<string, unknown>)[name];
  return value as Json;
};

describe('the grammar is closed', () => {
  it('a key more anywhere is refused', () => {
    for (const stack of STACKS)
      for (const path of objectsIn(JSON.parse(textOf(stack))))
        for (const key of ['evil', 'provisioner', 'dynamic', '__proto__x']) {
          const found = refused(stack, (document) => put(within(document, path), { [key]: { a: 'b' } }));
          expect([stack, path, key, found.length > 0]).toEqual([stack, path, key, true]);
        }
  });

  it('anything evaluated in any value is refused, whatever it is', () => {
    const evil = fc.constantFrom(
      '${local.p}',
      'a${1}',
      '%{for x in []}%{endfor}',
      '${file("x")}',
      '$$${a}',
      '${data.x.y.z}',
    );
    for (const stack of STACKS) {
      const paths = leavesIn(JSON.parse(textOf(stack)));
      fc.assert(
        fc.property(fc.constantFrom(...paths), evil, (path, text) => {
          const found = refused(stack, (document) => {
            put(within(document, path.slice(0, -1)), { [path.at(-1) ?? '']: text });
          });
          expect(found).not.toEqual([]);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('a value of another form is refused wherever the form is not free', () => {
    for (const stack of STACKS)
      for (const path of leavesIn(JSON.parse(textOf(stack)))) {
        const found = refused(stack, (document) => {
          put(within(document, path.slice(0, -1)), { [path.at(-1) ?? '']: 7 });
        });
        expect([stack, path, found]).not.toEqual([stack, path, []]);
      }
  });
});
