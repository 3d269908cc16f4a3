import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { type Json, WORLD } from './_control.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ load: WORLD });
});

afterEach(() => sandbox.close());

async function request(url: string, init: RequestInit = {}): Promise<{ response: Response; json: Json }> {
  const headers = {
    authorization: 'SSWS sandbox-okta-console:root@example.com',
    'content-type': 'application/json',
  };
  const response = await fetch(url, { headers, ...init });
  const text = await response.text();
  return { response, json: text === '' ? undefined : JSON.parse(text) };
}

describe('a served sandbox', () => {
  it('carries a change made in Okta to AWS, seen and hurried through the control plane', async () => {
    const { json: group } = await request(`${sandbox.oktaUrl}/api/v1/groups?q=admins`);
    const { json: ann } = await request(`${sandbox.oktaUrl}/api/v1/users/ann@example.com`);
    const { response } = await request(`${sandbox.oktaUrl}/api/v1/groups/${group[0].id}/users/${ann.id}`, {
      method: 'PUT',
    });
    expect(response.status).toBe(204);
    await request(`${sandbox.controlUrl}/clock`, {
      method: 'POST',
      body: JSON.stringify({ advanceMs: 10_000 }),
    });
    const { json: state } = await request(`${sandbox.controlUrl}/state`);
    expect(state.aws.memberships).toContainEqual(
      expect.objectContaining({ group: 'Admins', user: 'ann@example.com' }),
    );
  });

  it('sends its links in header lines of their own', async () => {
    const { response } = await request(`${sandbox.oktaUrl}/api/v1/groups?limit=1`);
    const link = response.headers.get('link') ?? '';
    expect(link.split(', ')).toEqual([
      `<${sandbox.oktaUrl}/api/v1/groups?limit=1>; rel="self"`,
      expect.stringMatching(/; rel="next"$/),
    ]);
  });
});
