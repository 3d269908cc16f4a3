import { join } from 'node:path';
import { readIdentity, readSource } from '../../../lib/adapters/feeds/read.js';
import { leftBecause } from '../../../lib/identity/index.js';
import { accountRow, AS_OF, hrRow } from '../../_helpers/people.js';
import { tempFolder } from '../../_helpers/temp.js';
import { jsonFeed } from './_json.js';
import { employment, listResponse, scimUser } from './_scim.js';

/** A JSON feed with a manifest of `rows` rows. */
function json(value: unknown, rows: number, manifest: object = {}) {
  return jsonFeed(value, '2026-11-20T06:00:00Z', { rows, ...manifest });
}

const ROWS = [hrRow('1'), hrRow('2')];
const ACCOUNTS = [accountRow('hr:1'), accountRow('hr:2')];
const hr = () => ({ json: json(ROWS, 2) });
const directory = () => ({ json: json(ACCOUNTS, 2) });

describe('a feed as JSON rows', () => {
  it('says what the CSV says', async () => {
    const identity = await readIdentity({ hr: hr(), directory: directory() }, AS_OF);
    expect(identity.people.map(({ id, accounts }) => [id, accounts.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    expect(identity.findings).toBeUndefined();
  });

  it.each([
    ['a number', { ...hrRow('3'), department: 7 }],
    ['a nested value', { ...hrRow('3'), name: { given: 'A' } }],
    ['no object', 'total: 2'],
  ])('with %s condemns that row alone', async (_what, row) => {
    const identity = await readIdentity(
      { hr: { json: json([...ROWS, row], 3) }, directory: directory() },
      AS_OF,
    );
    expect(identity.people).toHaveLength(2);
    expect(identity.findings).toMatchObject([{ check: 'row-unreadable', lines: [4] }]);
  });

  it('with null says nothing, as an empty cell', async () => {
    const rows = [ROWS[0], { ...hrRow('2'), last_day: null }];
    expect(
      (await readIdentity({ hr: { json: json(rows, 2) }, directory: directory() }, AS_OF)).findings,
    ).toBeUndefined();
  });

  it('that is no list, or not JSON, is malformed', async () => {
    const no = { json: json({ rows: ROWS }, 2) };
    await expect(readIdentity({ hr: no, directory: directory() }, AS_OF)).rejects.toMatchObject({
      code: 'INPUT_MALFORMED',
    });
  });
});

describe('a dump of SCIM users', () => {
  const dump = (users: readonly object[], more: object = {}) => ({
    scim: { ...json(listResponse(users, more), users.length), source: 'okta' },
  });
  const USERS = [scimUser('id-1', '1'), scimUser('id-2', '2')];

  it('is both feeds, whatever the case of its names (RFC 7643, section 2.1)', async () => {
    const shouted = JSON.parse(
      JSON.stringify(USERS).replace(/"(userName|department|employeeNumber|workerType)"/g, (name) =>
        name.toUpperCase(),
      ),
    ) as object[];
    const plain = await readIdentity({ hr: dump(USERS), directory: dump(USERS) }, AS_OF);
    const identity = await readIdentity({ hr: dump(shouted), directory: dump(shouted) }, AS_OF);
    expect(identity.people).toEqual(plain.people);
    expect(identity.findings).toBeUndefined();
  });

  it('a page of it is not the whole, and is refused', async () => {
    const page = dump(USERS, { totalResults: 3 });
    await expect(readIdentity({ hr: page, directory: dump(USERS) }, AS_OF)).rejects.toMatchObject({
      code: 'FEED_REFUSED',
    });
  });

  it('`active: false` ends no employment; HR’s own words in the extension do', async () => {
    const inactive = scimUser('id-2', '2', { active: false });
    const gone = scimUser('id-3', '3', employment({ status: 'terminated', lastDay: '2026-10-31' }));
    const identity = await readIdentity(
      {
        hr: dump([...USERS.slice(0, 1), inactive, gone]),
        directory: dump([...USERS.slice(0, 1), inactive, gone]),
      },
      AS_OF,
    );
    expect(identity.people.map((each) => leftBecause(each, AS_OF) !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
    expect(identity.findings).toMatchObject([
      { check: 'account-deprovisioned', about: ['hr:2'] },
      { check: 'terminated-active', about: ['hr:3'] },
    ]);
  });

  it.each([
    ['no status', employment({ status: undefined })],
    ['a contractor without contract', employment({ workerType: 'contractor' })],
    ['two names of a member that come to one', { userName: 'a', USERNAME: 'b', emails: [] }],
  ])('a user with %s condemns itself', async (_what, more) => {
    const users = [...USERS, scimUser('id-3', '3', more)];
    const identity = await readIdentity({ hr: dump(users), directory: dump(USERS) }, AS_OF);
    expect(identity.people).toHaveLength(2);
    expect(identity.findings).toMatchObject([{ check: 'row-unreadable', lines: [4] }]);
  });

  it('a contractor has vendor, sponsor and end in the extension', async () => {
    const contract = { vendor: 'Acme', sponsor: '1', end: '2027-01-31' };
    const users = [...USERS, scimUser('id-3', '3', employment({ workerType: 'contractor', contract }))];
    const identity = await readIdentity({ hr: dump(users), directory: dump(USERS) }, AS_OF);
    expect(identity.people[2]?.contract).toEqual({
      vendor: 'Acme',
      sponsor: '1',
      end: '2027-02-01T00:00:00.000Z',
    });
  });

  it('a manager who is not listed is told, and a display name leads to nobody', async () => {
    const [first] = USERS;
    const identity = await readIdentity(
      { hr: dump([first ?? {}, scimUser('id-2', '2'), scimUser('id-9', '9')]), directory: dump(USERS) },
      AS_OF,
    );
    expect(identity.people[2]?.manager).toBe('1');
    const alone = await readIdentity(
      { hr: dump([scimUser('id-2', '2'), scimUser('id-3', '3')]), directory: dump(USERS.slice(1)) },
      AS_OF,
    );
    expect(alone.findings?.map(({ check }) => check)).toEqual(['manager-unknown', 'manager-unknown']);
  });
});

describe('several directories are read as one', () => {
  const github = () => ({ json: json([accountRow('hr:1', 'github')], 1) });

  it('in whatever order, and as old as the oldest', async () => {
    const old = () => ({
      json: json([accountRow('hr:1', 'github')], 1, { generatedAt: '2026-11-19T06:00:00Z' }),
    });
    const one = await readIdentity({ hr: hr(), directory: [directory(), old()] }, AS_OF);
    const other = await readIdentity({ hr: hr(), directory: [old(), directory()] }, AS_OF);
    expect(one).toEqual(other);
    expect(one.people[0]?.forgeLogin).toBe('p1@example.org');
    expect(one.feeds[1]).toMatchObject({ rows: 3, generatedAt: '2026-11-19T06:00:00.000Z' });
  });

  it('and each is held to its own manifest', async () => {
    const forged = { json: json([accountRow('hr:1', 'github')], 1, { digest: 'sha256:00' }) };
    await expect(readIdentity({ hr: hr(), directory: [directory(), forged] }, AS_OF)).rejects.toMatchObject({
      code: 'FEED_REFUSED',
    });
    await expect(
      readIdentity({ hr: hr(), directory: [directory(), github()] }, AS_OF),
    ).resolves.toBeDefined();
  });
});

describe('delegations and events as files', () => {
  const DELEGATIONS = {
    schema: 'writ.delegations/1',
    delegations: [
      {
        record: 'D',
        from: 'hr:1',
        to: 'hr:2',
        scope: 'all',
        start: '2026-11-01T00:00:00Z',
        end: '2026-12-01T00:00:00Z',
      },
    ],
  };
  it('are read into the snapshot', async () => {
    const events = {
      schema: 'writ.events/1',
      events: [{ id: 'E', kind: 'incident', at: '2026-11-20T06:00:00Z' }],
    };
    const identity = await readIdentity(
      { hr: hr(), directory: directory(), delegations: json(DELEGATIONS, 1), events: json(events, 1) },
      AS_OF,
    );
    expect(identity.delegations?.map(({ record }) => record)).toEqual(['D']);
    expect(identity.events?.map(({ id }) => id)).toEqual(['E']);
  });

  it.each([
    ['of another schema', { ...DELEGATIONS, schema: 'writ.delegations/2' }],
    ['without its list', { schema: 'writ.delegations/1' }],
  ])('a file %s is refused', async (_what, value) => {
    await expect(
      readIdentity({ hr: hr(), directory: directory(), delegations: json(value, 1) }, AS_OF),
    ).rejects.toMatchObject({ code: 'SCHEMA_INVALID' });
  });
});

describe('REQ-007 a feed that is not there', () => {
  it('is unavailable by name, for whatever is granted', async () => {
    const folder = tempFolder();
    const nowhere = { data: join(folder, 'no.csv'), manifest: join(folder, 'no.json') };
    await expect(readIdentity({ hr: hr(), directory: nowhere }, AS_OF)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining('the directory feed cannot be read'),
    });
    await expect(readSource('directory', nowhere, { asOf: AS_OF })).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    });
  });
});
