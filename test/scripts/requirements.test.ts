import { resolve } from 'node:path';
import { faultsOf } from '../../scripts/requirements/faults.js';
import { proofsIn, requirementsPage, stateOf, type Proof } from '../../scripts/requirements/page.js';
import {
  digestOf,
  isConfirmed,
  readRequirements,
  type Requirement,
  type RequirementGroup,
} from '../../scripts/requirements/source.js';

const ROOT = resolve(__dirname, '../..');
const failsWhen = { says: 'it is gone', place: 'lib/kernel/order.ts#sorted' };
const plain: Requirement = { id: 'REQ-001', text: 'Something holds.' };
const held: Requirement = { ...plain, failsWhen };
const passed: Proof = { file: 'test/a.test.ts', title: 'REQ-001 holds < all | of it', status: 'passed' };

describe('the state of a requirement', () => {
  it.each([
    ['no test', held, [], 'not yet'],
    ['a test that passed and a line that says when it fails', held, [passed], 'proven'],
    ['a test that passed, and nothing that says when it fails', plain, [passed], 'unheld'],
    ['something that is not there yet', { ...held, lacks: 'half of it' }, [passed], 'partly'],
    ['one test of two that failed', held, [passed, { ...passed, status: 'failed' }], 'failing'],
    ['skipped tests only', held, [{ ...passed, status: 'pending' }], 'skipped'],
  ] as const)('with %s', (_what, requirement, proofs, state) => {
    expect(stateOf(requirement, proofs)).toBe(state);
  });

  it('is confirmed by the replacement that was run, and by no other', () => {
    const mutant = { from: 'a', to: 'b', by: ['test/a.test.ts'] };
    const run = { ...held, mutant: { ...mutant, confirmed: digestOf({ ...held, mutant }) } };
    expect(isConfirmed(run)).toBe(true);
    for (const change of [{ from: 'c' }, { to: 'c' }, { file: 'c' }, { by: [] }])
      expect(isConfirmed({ ...run, mutant: { ...run.mutant, ...change } })).toBe(false);
    expect(isConfirmed({ ...held, mutant })).toBe(false);
  });
});

describe('the page', () => {
  it('keeps the results that it tells, so that words can change without a run', () => {
    const groups: readonly RequirementGroup[] = [{ group: 'g', title: 'G', requirements: [held] }];
    const proofs = [passed, { ...passed, title: 'other (really)', status: 'failed' }];
    const page = requirementsPage(groups, new Map([['REQ-001', proofs]]));
    expect(proofsIn(page)).toEqual(new Map([['REQ-001', proofs]]));
  });
});

describe('the list of requirements', () => {
  const groups = readRequirements(ROOT);
  const withFirst = (change: Partial<Requirement>): readonly RequirementGroup[] =>
    groups.map((group, index) => ({
      ...group,
      requirements: group.requirements.map((each, at) =>
        index + at === 0 ? { id: each.id, text: each.text, ...change } : each,
      ),
    }));
  const mutant = { from: 'export function sorted<', to: '', by: ['test/record/completeness.test.ts'] };

  it('has each of them, and points to what is there', () => {
    expect(faultsOf(groups, ROOT)).toEqual([]);
    expect(faultsOf(withFirst({ failsWhen }), ROOT)).toEqual([]);
  });

  it('is named by a test whose table names it, in the folder of the test or in a document', () => {
    const by = ['test/policy/golden/golden.test.ts'];
    const found = { failsWhen, mutant: { ...mutant, by } };
    expect(faultsOf(withFirst({ ...found, id: 'REQ-002' }), ROOT)).toHaveLength(1);
    expect(faultsOf(withFirst({ ...found, id: 'REQ-116' }), ROOT)).toHaveLength(2);
  });

  it.each([
    ['an id twice', { id: 'REQ-002' }],
    ['a file that is not there', { failsWhen: { ...failsWhen, place: 'lib/kernel/disorder.ts#sorted' } }],
    [
      'a name that the file does not declare',
      { failsWhen: { ...failsWhen, place: 'lib/kernel/order.ts#unsorted' } },
    ],
    ['no name', { failsWhen: { ...failsWhen, place: 'lib/kernel/order.ts' } }],
    ['text that is not in the code', { failsWhen, mutant: { ...mutant, from: 'no such text', by: [] } }],
    ['a test that does not name it', { failsWhen, mutant }],
    ['a replacement alone', { mutant }],
  ])('is refused with %s', (_what, change) => {
    expect(faultsOf(withFirst(change), ROOT)).toHaveLength(1);
  });
});
