import { APPS, CRM, crm, scopes, told } from './_apps.js';
import { everything, oktaSeed, org, type Json } from './_org.js';

const labels = (apps: readonly Json[]): string[] => apps.map((app) => app.label);

describe('apps of the Okta sandbox', () => {
  it.each([
    ['', ['AWS IAM Identity Center', 'CRM', 'Wiki']],
    ['?includeNonDeleted=true', ['AWS IAM Identity Center', 'CRM', 'Wiki', 'Old CRM']],
    [`?filter=${encodeURIComponent('status eq "INACTIVE"')}`, ['Old CRM']],
    [`?filter=${encodeURIComponent('status eq "ACTIVE"')}&q=cr`, ['CRM']],
    ['?q=sales', ['CRM']],
    [`?filter=${encodeURIComponent('name eq "salesforce" or id eq "0oaWiki"')}`, ['CRM', 'Wiki']],
    [`?filter=${encodeURIComponent('user.id eq "00uben"')}&includeNonDeleted=true`, ['CRM']],
    [`?filter=${encodeURIComponent('group.id eq "00gSales"')}&includeNonDeleted=true`, ['CRM', 'Old CRM']],
  ])('lists by %s', async (query, expected) => {
    expect(labels((await crm().call('GET', `/api/v1/apps${query}`)).json)).toEqual(expected);
  });

  it('refuses a filter by label, which Okta does not know', async () => {
    const filter = encodeURIComponent('label eq "CRM"');
    expect((await crm().call('GET', `/api/v1/apps?filter=${filter}`)).json.errorCode).toBe('E0000031');
  });

  it('pages through many, and keeps its place when one goes', async () => {
    const there = org(oktaSeed({ apps: Array.from({ length: 450 }, (_, at) => ({ label: `app ${at}` })) }));
    const { items, pages } = await everything(there, '/api/v1/apps?limit=200');
    expect([new Set(items.map(({ id }) => id)).size, pages]).toEqual([451, 3]);
  });

  it('embeds the assignment of the user who is named', async () => {
    const { json } = await crm().call('GET', `${CRM}?expand=user/00uben`);
    expect(json._embedded.user).toMatchObject({ id: '00uben', scope: 'GROUP' });
    expect((await crm().call('GET', `${CRM}?expand=user/00udee`)).json._embedded).toBeUndefined();
  });

  it('has two of one label, each with its own assignments', async () => {
    const there = org(
      oktaSeed({
        users: [{ login: 'a@example.com', firstName: 'A', lastName: 'A' }],
        apps: [
          { id: '0oa1', label: 'Twin' },
          { id: '0oa2', label: 'Twin' },
        ],
        appUsers: [{ app: '0oa2', user: 'a@example.com' }],
      }),
    );
    expect((await there.call('GET', '/api/v1/apps?q=twin')).json).toHaveLength(2);
    expect((await there.call('GET', '/api/v1/apps/0oa1/users')).json).toEqual([]);
    expect((await there.call('GET', '/api/v1/apps/0oa2/users')).json).toHaveLength(1);
  });

  it('an inactive app keeps its assignments and takes no new one', async () => {
    const there = crm();
    await there.call('POST', `${CRM}/lifecycle/deactivate`);
    expect(Object.keys(await scopes(there))).toHaveLength(3);
    for (const [method, url, body] of [
      ['POST', `${CRM}/users`, { id: '00udee' }],
      ['PUT', `${CRM}/groups/00gEmpty`, undefined],
    ] as const) {
      const { status, json } = await there.call(method, url, { body });
      expect([status, json.errorSummary]).toEqual([404, expect.stringContaining('(AppInstance)')]);
    }
  });

  it('gives whom a group has gained meanwhile once the app is switched on again', async () => {
    const there = crm();
    await there.call('POST', `${CRM}/lifecycle/deactivate`);
    await there.call('PUT', '/api/v1/groups/00gSales/users/00udee');
    expect(await scopes(there)).not.toHaveProperty('00udee');
    await there.call('POST', `${CRM}/lifecycle/activate`);
    expect(await scopes(there)).toMatchObject({ '00udee': 'GROUP' });
  });

  it('is deleted only when it is inactive, and its assignments with it', async () => {
    const there = crm();
    expect((await there.call('DELETE', CRM)).json.errorCode).toBe('E0000056');
    await there.call('POST', `${CRM}/lifecycle/deactivate`);
    await there.call('DELETE', CRM);
    for (const url of [CRM, `${CRM}/users`, `${CRM}/groups`, `${CRM}/users/00uann`])
      expect((await there.call('GET', url)).json.errorSummary).toContain('0oaCrm (AppInstance)');
    expect(told(there)).toEqual([
      'application.lifecycle.deactivate, AppInstance 0oaCrm',
      'application.lifecycle.delete, AppInstance 0oaCrm',
    ]);
    expect(there.runtime.world.okta.appUsers.size).toBe(0);
  });

  it('a group says how many apps it gives, and which', async () => {
    const there = org(APPS);
    const { json } = await there.call('GET', '/api/v1/groups/00gSales?expand=stats');
    expect(json._embedded.stats.appsCount).toBe(2);
    expect(labels((await there.call('GET', '/api/v1/groups/00gSales/apps')).json)).toEqual([
      'CRM',
      'Old CRM',
    ]);
  });

  it('only the app of the pushes has pushes', async () => {
    const url = `${CRM}/group-push/mappings`;
    expect((await crm().call('GET', url)).json).toEqual([]);
    expect((await crm().call('POST', url, { body: { sourceGroupId: '00gSales' } })).status).toBe(501);
  });
});
