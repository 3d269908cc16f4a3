import { refuseOtherGovernors } from '../../lib/synth/index.js';
import { worker } from './builders.js';

const declared = { governance: { governors: [worker('1'), worker('2'), worker('3')] as const, required: 2 } };

test.each([
  ['lacks one that is declared', ['hr:1', 'hr:2']],
  ['has one more', ['hr:1', 'hr:2', 'hr:3', 'hr:4']],
  ['has another', ['hr:1', 'hr:2', 'hr:4']],
])('governors of the ledger are those of the organization: refused is a list that %s', (_, named) => {
  expect(() => {
    refuseOtherGovernors(named, declared);
  }).toThrow(`names ${named.join(', ')}, and the organization declares hr:1, hr:2, hr:3`);
});

test('honest twin: the same people in any order, and where there is one list only', () => {
  refuseOtherGovernors(['hr:3', 'hr:1', 'hr:2'], declared);
  refuseOtherGovernors(undefined, declared);
  refuseOtherGovernors(['hr:1', 'hr:2'], {});
});
