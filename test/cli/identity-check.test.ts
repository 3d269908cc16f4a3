import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jsonFeed } from '../adapters/feeds/_json.js';
import { accountRow, hrRow } from '../_helpers/people.js';
import { tempFolder } from '../_helpers/temp.js';
import { documentOf } from './_stage.js';
import { writ } from './_io.js';

const ROOT = resolve(__dirname, '..', '..');
const AT = ['--at', '2026-11-20T09:00:00Z'];

/** A folder whose configuration has these feeds. */
function project(feeds: string): { cwd: string; env: Record<string, string> } {
  const cwd = tempFolder();
  const file = join(cwd, 'writ.config.js');
  const base = JSON.stringify(join(ROOT, 'writ.config.ts'));
  writeFileSync(
    file,
    `const base = require(${base}).default;
     module.exports = { ...base, out: 'out', ledger: { ...base.ledger, folder: 'ledger' }, feeds: ${feeds} };`,
  );
  return { cwd, env: { WRIT_CONFIG: file } };
}
const feeds = (hr: readonly object[], accounts: readonly object[], more = ''): string => {
  const of = (rows: readonly object[]): string =>
    `{ json: ${JSON.stringify(jsonFeed(rows, '2026-11-20T06:00:00Z'))} }`;
  return `{ hr: ${of(hr)}, directory: ${of(accounts)} ${more} }`;
};

describe('writ identity check', () => {
  it('ends with 0 where there is nothing but warnings, and prints what its schema says', async () => {
    const where = project(feeds([hrRow('1')], [accountRow('hr:1'), { ...accountRow('hr:2'), owner: '' }]));
    const ran = await writ(['identity', 'check', ...AT, '--json'], where);
    expect(ran.code).toBe(0);
    expect(documentOf('identity-check', ran)).toMatchObject({
      verdict: 'clean',
      findings: [{ check: 'owner-unnamed' }],
    });
  });

  it('REQ-005 ends with 4 where something blocks somebody, and says both values and where they stand', async () => {
    const where = project(
      feeds([hrRow('1', { department: 'Finance' })], [accountRow('hr:1', 'okta', { department: 'Eng' })]),
    );
    const ran = await writ(['identity', 'check', ...AT], where);
    expect(ran.code).toBe(4);
    expect(ran.out).toContain('HR has department `Finance` of `hr:1`, okta has `Eng`');
    expect(ran.out).toContain('department-differs (directory line 2)');
  });

  it('REQ-006 ends with 4 for a stale feed, and with 0 within the limit', async () => {
    const limits = (hours: number): string => `, limits: { age: ${hours} * 3600000 }`;
    const run = (hours: number) =>
      writ(['identity', 'check', ...AT], project(feeds([hrRow('1')], [accountRow('hr:1')], limits(hours))));
    expect((await run(2)).code).toBe(4);
    expect((await run(2)).out.replace(/\s+/g, ' ')).toContain(
      '3 h before 2026-11-20T09:00:00.000Z; the limit is 2 h',
    );
    expect((await run(3)).code).toBe(0);
  });

  it('REQ-007 ends with 3 where a feed is not there', async () => {
    const nowhere = ', directory: { data: "no.csv", manifest: "no.json" }';
    const ran = await writ(['identity', 'check', ...AT, '--json'], project(feeds([hrRow('1')], [], nowhere)));
    expect(ran.code).toBe(3);
    expect(documentOf('identity-check', ran)).toMatchObject({
      verdict: 'unavailable',
      feeds: [{ state: 'fit' }, { state: 'unavailable', faults: [{ code: 'SOURCE_UNAVAILABLE' }] }],
    });
  });

  it('takes a last synthesis that cannot be looked at for a fault, and not for none', async () => {
    const where = project(feeds([hrRow('1')], [accountRow('hr:1')]));
    expect((await writ(['identity', 'check', ...AT], where)).code).toBe(0);
    mkdirSync(join(where.cwd, 'out'));
    symlinkSync(join(where.cwd, 'gone.json'), join(where.cwd, 'out', 'manifest.json'));
    const ran = await writ(['identity', 'check', ...AT], where);
    expect(ran.code).not.toBe(0);
    expect(ran.err).toContain('INPUT_UNREADABLE');
  });

  it('a token never stands in the configuration, and a missing one is named', async () => {
    const scim = ', directory: { scim: { url: "https://scim.example.com/v2", tokenEnv: "HR_TOKEN" } }';
    const ran = await writ(['identity', 'check', ...AT], project(feeds([hrRow('1')], [], scim)));
    expect(ran.code).toBe(4);
    expect(ran.err).toContain('HR_TOKEN');
    const told = ', directory: { scim: { url: "https://scim.example.com/v2", token: "secret" } }';
    const refused = await writ(['identity', 'check', ...AT], project(feeds([hrRow('1')], [], told)));
    expect(refused.err).toContain('CONFIG_INVALID');
  });
});
