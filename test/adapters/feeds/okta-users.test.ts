import { readOktaUsers } from '../../../lib/adapters/feeds/okta-users.js';
import { readIdentity } from '../../../lib/adapters/feeds/read.js';
import { parseInstant } from '../../../lib/kernel/index.js';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { hrRow } from '../../_helpers/people.js';
import { waitingClock } from '../okta/_server.js';
import { jsonFeed } from './_json.js';

const NOON = parseInstant('2026-11-21T12:00:00Z');
const user = (login: string, more: object = {}): object => ({
  id: `00u${login}`,
  login: `${login}@example.com`,
  firstName: login,
  lastName: 'X',
  department: 'Platform',
  ...more,
});
const SEED = {
  schema: 'writ.sandbox-seed/1',
  okta: {
    users: [
      user('dana', { employeeNumber: '1' }),
      user('ali', { employeeNumber: '2', department: 'Finance' }),
      user('lee', { employeeNumber: '3', status: 'DEPROVISIONED' }),
      user('sam', { employeeNumber: '4', status: 'SUSPENDED' }),
      user('bot'),
    ],
  },
};

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ now: () => Date.UTC(2026, 10, 21, 12), load: SEED });
  await managedBy('ali', '00udana');
  await managedBy('lee', 'Dana@example.com');
  await managedBy('sam', '1');
});

/** Writes the free text that organizations put a manager into. */
async function managedBy(login: string, managerId: string): Promise<void> {
  const { status } = await fetch(`${sandbox.oktaUrl}/api/v1/users/00u${login}`, {
    method: 'POST',
    headers: {
      authorization: 'SSWS sandbox-okta-console:dana@example.com',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ profile: { managerId } }),
  });
  expect(status).toBe(200);
}
afterEach(() => sandbox.close());

const source = () => ({ orgUrl: sandbox.oktaUrl, token: 'sandbox-okta-keeper', limits: { reserve: 0 } });

describe('the users of an Okta organization as the directory', () => {
  it('has everybody, deactivated ones too, by employeeNumber, with managers by id, login or number', async () => {
    const { rows } = await readOktaUsers(source(), { asOf: NOON, clock: waitingClock() });
    expect(
      rows.map(({ owner, login, status, department, manager_id: manager }) => [
        owner,
        login,
        status,
        department,
        manager,
      ]),
    ).toEqual([
      ['hr:2', 'ali@example.com', 'active', 'Finance', '1'],
      ['', 'bot@example.com', 'active', 'Platform', ''],
      ['hr:1', 'dana@example.com', 'active', 'Platform', ''],
      ['hr:3', 'lee@example.com', 'deprovisioned', 'Platform', '1'],
      ['hr:4', 'sam@example.com', 'suspended', 'Platform', '1'],
    ]);
  });

  it('REQ-005 is held against HR', async () => {
    const hr = jsonFeed(
      ['1', '2', '3', '4'].map((id) => hrRow(id)),
      '2026-11-21T06:00:00Z',
    );
    const identity = await readIdentity(
      { hr: { json: hr }, directory: { okta: source() } },
      NOON,
      waitingClock(),
    );
    expect(identity.findings?.map(({ check, about }) => [check, ...about])).toEqual([
      ['department-differs', 'hr:2'],
      ['owner-unnamed'],
      ['account-deprovisioned', 'hr:3'],
      ['account-suspended', 'hr:4'],
    ]);
    expect(identity.people[0]?.accounts).toMatchObject([{ source: 'okta', native: '00udana' }]);
  });

  it('REQ-007 an organization that does not accept the token is unavailable', async () => {
    const hr = { json: jsonFeed([hrRow('1')], '2026-11-21T06:00:00Z') };
    await sandbox.close();
    await expect(
      readIdentity(
        { hr, directory: { okta: { ...source(), limits: { attempts: 1 } } } },
        NOON,
        waitingClock(),
      ),
    ).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    sandbox = await startSandbox({});
  });
});
