import { OktaClient } from '../../../lib/adapters/okta/client.js';
import { readPushes } from '../../../lib/adapters/okta/pushes.js';
import { isWritError } from '../../../lib/kernel/index.js';
import type { ObservedPush } from '../../../lib/inventory/index.js';
import { configFor, serve, type Reply, type Server } from './_server.js';

const APP = { id: '0oa1', name: 'amazon_aws_sso', label: 'AWS IAM Identity Center', status: 'ACTIVE' };
const NAMES: Readonly<Record<string, string>> = {
  '00gAdmins': 'prod-admins',
  '00gTarget': 'aws-prod-admins',
};

describe('readPushes', () => {
  let server: Server;
  afterEach(() => server.close());

  const read = async (replies: Readonly<Record<string, Reply>>, appId?: string) => {
    server = await serve((request) => {
      const path = new URL(request.url ?? '/', 'http://x').pathname;
      return replies[path] ?? { status: 404, body: {} };
    });
    const pushes: ObservedPush[] = [];
    const client = new OktaClient(configFor(server.url));
    const named = (id: string) => NAMES[id];
    const reading = readPushes(client, appId, named, (push) => pushes.push(push));
    const code = await reading.then(
      () => undefined,
      (error: unknown) => isWritError(error) && error.code,
    );
    return { pushes, code };
  };
  const mapping = (more: Record<string, unknown>) => ({
    '/api/v1/apps': { body: [APP] },
    '/api/v1/apps/0oa1/group-push/mappings': {
      body: [{ id: 'gPm1', sourceGroupId: '00gAdmins', status: 'ACTIVE', ...more }],
    },
  });

  test('names the target as Okta lists it', async () => {
    const { pushes } = await read(mapping({ targetGroupId: '00gTarget' }));
    expect(pushes).toEqual([{ from: '00gAdmins', toName: 'aws-prod-admins', active: true }]);
  });

  test('asks for a target that the listing of groups leaves out', async () => {
    const group = { id: '00gLinked', type: 'APP_GROUP', profile: { name: 'linked' } };
    const { pushes } = await read({
      ...mapping({ targetGroupId: '00gLinked' }),
      '/api/v1/groups/00gLinked': { body: group },
    });
    expect(pushes).toEqual([{ from: '00gAdmins', toName: 'linked', active: true }]);
  });

  test('a target whose name cannot be read is a failure, never a guess', async () => {
    const { pushes, code } = await read(mapping({ targetGroupId: '00gHidden' }));
    expect([pushes, code]).toEqual([[], 'PROVIDER_NOT_FOUND']);
  });

  test('keeps the own id of a target outside Okta', async () => {
    const { pushes } = await read(mapping({ targetGroupId: '9067-target' }));
    expect(pushes).toEqual([
      { from: '00gAdmins', toName: 'prod-admins', toNative: '9067-target', active: true },
    ]);
  });

  test.each([
    ['INACTIVE', false],
    ['ERROR', true],
  ])('a mapping that is %s is active: %j', async (status, active) => {
    const { pushes } = await read(mapping({ targetGroupId: null, status }));
    expect(pushes).toEqual([{ from: '00gAdmins', toName: 'prod-admins', active }]);
  });

  test('an org without the app pushes nothing', async () => {
    expect(await read({ '/api/v1/apps': { body: [{ ...APP, name: 'salesforce' }] } })).toEqual({
      pushes: [],
      code: undefined,
    });
  });

  test('several apps are an ambiguity until one is configured', async () => {
    const apps = { '/api/v1/apps': { body: [APP, { ...APP, id: '0oa2' }] } };
    expect((await read(apps)).code).toBe('NAME_AMBIGUOUS');
    await server.close();
    expect((await read({ ...mapping({}), ...apps }, '0oa1')).pushes).toHaveLength(1);
  });
});
