import {
  GetGroupIdCommand,
  IdentitystoreClient,
  ListGroupMembershipsCommand,
} from '@aws-sdk/client-identitystore';
import { openSandbox, startSandbox, type Sandbox } from '../../sandbox/index.js';

const LOAD = {
  schema: 'writ.sandbox-seed/1',
  aws: { users: [{ userName: 'ada@example.com', displayName: 'Ada' }] },
  okta: {
    users: [{ login: 'ada@example.com', firstName: 'Ada', lastName: 'L' }],
    groups: [{ name: 'engineers' }],
    memberships: [{ group: 'engineers', user: 'ada@example.com' }],
    pushMappings: [{ group: 'engineers', target: 'aws-engineers' }],
  },
};

describe('a sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => (sandbox = await startSandbox({ load: LOAD })));
  afterEach(() => sandbox.close());

  it('serves three providers on loopback from one world', async () => {
    for (const url of [sandbox.awsUrl, sandbox.oktaUrl, sandbox.controlUrl]) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      await fetch(url).then((answer) => answer.text());
    }
    const client = new IdentitystoreClient({
      endpoint: sandbox.awsUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'any' },
    });
    const IdentityStoreId = sandbox.runtime.world.aws.identityStoreId;
    const UniqueAttribute = { AttributePath: 'displayName', AttributeValue: 'aws-engineers' };
    const { GroupId } = await client.send(
      new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier: { UniqueAttribute } }),
    );
    const { GroupMemberships } = await client.send(
      new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: GroupId! }),
    );
    client.destroy();
    expect(GroupMemberships).toHaveLength(1);
  });

  it('refuses a port that is taken, and leaves nothing listening', async () => {
    const aws = Number(new URL(sandbox.awsUrl).port);
    await expect(startSandbox({ ports: { control: aws } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

it('a quiet sandbox answers without sockets, under a given clock', async () => {
  const quiet = openSandbox({ now: () => 1_700_000_000_000 });
  const answer = await quiet.handle.aws({
    method: 'POST',
    url: '/',
    headers: {
      'x-amz-target': 'SWBExternalService.ListInstances',
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIASANDBOXKEEPER/20260101/us-east-1/sso/aws4_request',
    },
    body: '{}',
  });
  expect(answer.status).toBe(200);
  expect(quiet.runtime.calls).toEqual([
    { service: 'sso-admin', operation: 'ListInstances', status: 200, at: 1_700_000_000_000 },
  ]);
  await quiet.close();
});
