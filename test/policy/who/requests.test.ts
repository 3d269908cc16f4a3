import type { Catalogue } from '../../../lib/manifest/index.js';
import { RuleEngine, type PolicyWhoDocument } from '../../../lib/policy/index.js';
import type { DecideTicketsInput } from '../../../lib/workflow/decide.js';
import { whoMayHave } from '../../../lib/workflow/who-may.js';
import { accountRow } from '../../_helpers/people.js';
import { delegation, inputOf, MANAGER, type Case } from '../attacks/_stage.js';
import { EXAMPLE } from '../rules/_rules.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

type Pack = Catalogue['packages'][number];
const LOADER = {
  ...{ id: 'loader', kind: 'pipeline', owner: 'platform', purpose: 'loads', mayRequest: ['admin'] },
  ...{ title: 'Loader', binding: { kind: 'okta', login: 'loader' }, expires: '2027-06-01T00:00:00.000Z' },
} as unknown as Catalogue['workloads'][number];

/** Who may ask for the package of a case and who may approve it, with what of the package and the catalogue is otherwise. */
function who(
  each: Case,
  pack: Partial<Pack> = {},
  more: Partial<Catalogue> = {},
  changes: Partial<DecideTicketsInput> = {},
): PolicyWhoDocument {
  const given = inputOf({ accounts: [accountRow('workload:loader')], ...each }, engine);
  const packages = given.catalogue.packages.map((one) => ({ ...one, ...pack }));
  const others = packages.map((one) => ({ ...one, id: 'other' }));
  const assets = given.catalogue.assets.map((one) => ({ ...one, owner: 'security' }));
  const own = { packages: [...packages, ...others], assets, workloads: [LOADER] };
  const catalogue = { ...given.catalogue, ...own, ...more };
  return whoMayHave({ ...given, ...changes, catalogue }, { package: 'admin' });
}

const askers = ({ assets }: PolicyWhoDocument) =>
  assets.flatMap(({ asks }) => asks.flatMap(({ principals }) => principals.map(({ id }) => id))).sort();
const codes = ({ assets }: PolicyWhoDocument) =>
  assets.flatMap(({ findings }) => findings.map(({ code }) => code));
const refusals = ({ assets }: PolicyWhoDocument) =>
  assets.flatMap(({ not }) => not.flatMap((each) => each.codes));
const WORKLOADS: Partial<Pack> = { holders: ['workload'] };

describe('a plain request', () => {
  test('of a workload is opened by somebody at work who would not have to approve it', () => {
    const found = who({ owners: ['1'] }, WORKLOADS);
    expect([askers(found), codes(found)]).toEqual([['workload:loader'], ['ONE_APPROVER']]);
    expect(askers(who({ hr: { '1': { status: 'on-leave' } } }, WORKLOADS))).toEqual(['workload:loader']);
    const everybody = who({ owners: ['1', '2', '3', '4', '5', '6', '7'] }, WORKLOADS);
    expect(askers(everybody)).toEqual(['workload:loader']);
  });

  test('answers the review of a workload, and says what a vendor reaches', () => {
    expect(refusals(who({}, WORKLOADS))).not.toContain('REVIEW_FIELD_MISSING');
    const contract = { worker_type: 'vendor', vendor: 'V', sponsor_id: '1', contract_end: '2027-06-01' };
    const vendors = who({ hr: { '6': contract } }, { holders: ['vendor'] });
    expect(askers(vendors)).toEqual(['hr:6']);
    // What only vendors say is not said of anybody else: the rules would take it for a claim.
    expect(refusals(who({}))).not.toContain('CLAIM_MISMATCH');
  });

  test('of a package for emergencies is an emergency, whether anything tells of incidents or not', () => {
    const given = inputOf({}, engine);
    const pack: Partial<Pack> = { breakGlass: true };
    const identity = { ...given.identity, events: [] };
    for (const changes of [{}, { identity }]) {
      const found = who({}, pack, {}, changes);
      expect(found.kind).toBe('emergency');
      expect(askers(found)).toContain('hr:2');
    }
    expect(who({}).kind).toBe('standard');
  });

  test('of what has no end of its own is denied for that, and not for its length', () => {
    const found = who({}, { duration: { kind: 'standing' } });
    expect(askers(found)).toEqual([]);
    expect(refusals(found)).toContain('STANDING_BY_TICKET');
  });
});

describe('who is named and does not help', () => {
  test('is who HR does not know, who is told by id', () => {
    const [role] = who({ owners: ['4', '404'] }).assets[0]?.approves ?? [];
    expect(
      role?.approvers.map(({ id, counts, reasons }) => [id, counts, reasons.map(({ code }) => code)]),
    ).toEqual([
      ['hr:4', true, []],
      ['hr:404', false, ['APPROVER_UNKNOWN']],
    ]);
  });

  test('is a delegate of a manager who reports to that manager alone', () => {
    const { assets } = who({
      route: MANAGER,
      risk: 'low',
      delegations: [delegation({ from: 'hr:3', to: 'hr:2' })],
    });
    const voices = assets[0]?.approves[0]?.approvers ?? [];
    const told = voices.map(({ id, for: whom, counts, reasons }) => [id, whom?.id, counts, reasons[0]?.code]);
    expect(told).toContainEqual(['hr:3', undefined, true, undefined]);
    expect(told).toContainEqual(['hr:2', 'hr:3', false, 'NOBODY_ELSE']);
  });
});

describe('a package that is given by birthright', () => {
  const job = (id: string, birthright: readonly string[], mayRequest: readonly string[] = []) => ({
    ...{ id, title: id, when: { department: ['Platform'] as const }, birthright, mayRequest },
  });

  test('is no dead end where nobody may ask for it, and says by which job function', () => {
    const jobFunctions = [job('b', ['admin']), job('a', ['admin', 'other']), job('c', ['other'])];
    const found = who({ risk: 'low' }, {}, { jobFunctions, workloads: [] });
    expect([found.birthrightOf, askers(found), codes(found)]).toEqual([['a', 'b'], [], []]);
    const without = who({ risk: 'low' }, {}, { jobFunctions: [job('c', ['other'])], workloads: [] });
    expect([without.birthrightOf, codes(without)]).toEqual([[], ['NOBODY_MAY_ASK']]);
  });

  test('names of each who may ask the job functions that let them', () => {
    const jobFunctions = [job('x', [], ['admin']), job('y', [], ['other'])];
    const [group] = who({}, {}, { jobFunctions }).assets[0]?.asks ?? [];
    expect(group?.jobFunctions).toEqual(['x']);
  });
});
