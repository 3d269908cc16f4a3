import { carriedBy } from '../../lib/drift/carried.js';
import type { Inventory } from '../../lib/inventory/index.js';
import { permissionSet, person } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  AWS_ADMINS,
  catalogue,
  edge,
  enforced,
  group,
  inventory,
  live,
  liveSet,
  manifest,
  READERS,
  report,
  SALESFORCE,
  set,
} from '../_helpers/build.js';

const found = (
  declared: Parameters<typeof manifest>[0],
  { active = true, to = READERS }: { readonly active?: boolean; readonly to?: typeof READERS } = {},
) => {
  const seen = inventory({ edges: [live(edge(person('1'), ADMINS))], pushes: [[ADMINS, to]] });
  const pushes = seen.pushes.map((push) => ({ ...push, active })) as Inventory['pushes'];
  return report({ manifest: manifest(declared), inventory: { ...seen, pushes } }).findings.filter(
    ({ code }) => code === 'PUSH_UNDECLARED',
  );
};
const governed = { catalogue: { scopes: [enforced([READERS])] } };

describe('a push that nobody declared', () => {
  it('onto a governed group is told, with everyone whom it reaches, and as nothing that takes access away', () => {
    const [finding, ...others] = found(governed);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ...{ subject: { what: 'push', from: ADMINS, to: READERS }, mode: 'enforce', narrows: false },
      reaches: [person('1')],
    });
  });

  it('is another one for each pair of groups', () => {
    const [one] = found(governed);
    const [other] = found({ catalogue: { scopes: [enforced([AWS_ADMINS])] } }, { to: AWS_ADMINS });
    expect(one?.subject.id).not.toBe(other?.subject.id);
  });

  it.each([
    ['is switched off', governed, { active: false }],
    [
      'is declared',
      {
        catalogue: {
          ...governed.catalogue,
          groups: [group(ADMINS, { pushedTo: READERS }), group(READERS, { pushedFrom: ADMINS })],
        },
      },
      {},
    ],
    ['leads to a group in no scope', { catalogue: { scopes: [enforced([AWS_ADMINS])] } }, {}],
    [
      'leads to a group of another owner',
      { catalogue: { ...governed.catalogue, groups: [group(READERS, { external: 'another team' })] } },
      {},
    ],
  ] as const)('honest twin: is not told where it %s', (_what, declared, more) => {
    expect(found(declared, more)).toEqual([]);
  });
});

describe('why what somebody has counts as privileged', () => {
  const carried = (declared: Parameters<typeof catalogue>[0], roles: Parameters<typeof inventory>[0] = {}) =>
    carriedBy(inventory({ edges: [live(edge(ADMINS, SALESFORCE))], ...roles }), catalogue(declared));
  const app = { ref: SALESFORCE, privileged: ['manages all data'] };

  it('of an app is what is declared of it, also through a group that has it', () => {
    const of = carried({ apps: [app] as never });
    expect(of.privilegedIn(SALESFORCE)).toEqual(['manages all data']);
    expect(of.privilegedIn(ADMINS)).toEqual(['manages all data']);
    expect(of.privilegedBy({ target: ADMINS })).toEqual(['manages all data']);
    expect(of.privilegedIn(READERS)).toEqual([]);
  });

  it('of an app that others own is what is said of that, and of one that nobody describes nothing', () => {
    expect(carried({ named: [app] as never }).privilegedIn(SALESFORCE)).toEqual(['manages all data']);
    expect(carried({}).privilegedIn(SALESFORCE)).toEqual([]);
    const both = { apps: [{ ...app, privileged: ['declared'] }], named: [app] } as never;
    expect(carried(both).privilegedIn(SALESFORCE)).toEqual(['declared']);
  });

  it('of a permission set is what it has live; what is declared where nothing live is; what others say where its content was not read', () => {
    const declared = { permissionSets: [{ ...set(ADMIN_SET), privileged: ['declared'] }] } as never;
    const seen = (privileged: readonly string[]) => ({
      roles: [liveSet(ADMIN_SET, undefined, { privileged })],
    });
    expect(carried(declared, seen(['live'])).privilegedIn(ADMIN_SET)).toEqual(['live']);
    expect(carried(declared, seen([])).privilegedIn(ADMIN_SET)).toEqual(['declared']);
    const theirs = { named: [{ ref: permissionSet('Theirs'), privileged: ['said'] }] } as never;
    expect(carried(theirs, { roles: [] }).privilegedIn(permissionSet('Theirs'))).toEqual(['said']);
    expect(
      carried(theirs, { roles: [liveSet(permissionSet('Theirs'))] }).privilegedIn(permissionSet('Theirs')),
    ).toEqual([]);
  });
});
