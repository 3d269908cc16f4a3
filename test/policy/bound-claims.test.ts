import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ticketIn } from '../../lib/adapters/files/tickets.js';
import { parseTicket } from '../../lib/manifest/index.js';
import { person as personOf } from '../../lib/model/index.js';
import { approvalDigester } from '../../lib/policy/approval-digest.js';
import { file, type Fields } from '../manifest/ticket/_file.js';
import { catalogue } from '../synth/builders.js';

const declared = catalogue();
const pack = declared.packages.find(({ id }) => id === 'prod-admin')!;
const digester = approvalDigester(declared);
const digest = (fields: Fields): string =>
  digester(parseTicket(fields, 'a.yaml'), personOf('10482'), pack, pack.grants[0]);

describe('an approval of a ticket of version 2 binds', () => {
  it.each<[string, Fields, Fields]>([
    ['the declared tier', file(), { tier: 'low' }],
    ['the declared class', file(), { class: 'routine' }],
    ['on whose behalf it was opened', file(), { onBehalfOf: 'hr:1' }],
    ['what it reaches', file(), { reaches: ['ledger'] }],
    [
      'the policy of an exception',
      file('exception'),
      { exception: { policy: 'p2', reason: 'VENDOR_CUTOVER' } },
    ],
    [
      'the reason of an exception',
      file('exception'),
      { exception: { policy: 'vendor-cutover', reason: 'R2' } },
    ],
    [
      'what is done to an account',
      file('account-recovery'),
      { recovery: { action: 'unlock', verification: 'idv-1' } },
    ],
    [
      'what a review was told',
      file('standard', { principal: 'workload:bot' }),
      { review: { rotation: 'Deployments stop for a while' } },
    ],
  ])('%s', (_what, fields, more) => {
    expect(digest({ ...fields, ...more })).not.toBe(digest(fields));
    expect(digest({ ...fields })).toBe(digest(fields));
  });
});

it('an approval of a ticket of version 1 is what it was before there was another', () => {
  const text = readFileSync(join(__dirname, '../../entitlements/requests/2026/ACC-0042.yaml'), 'utf8');
  const ticket = ticketIn(`# a comment for editors\n${text}`, '2026/ACC-0042.yaml');
  expect(ticket).toEqual(ticketIn(text, '2026/ACC-0042.yaml'));
  // Made by the third scheme of digests without a word of version 2 in it.
  expect(digester(ticket, personOf('10482'), pack, pack.grants[0])).toMatchInlineSnapshot(
    `"sha256:6b0ae903f1f19274e9a15433db705459970f68a037b2b540356abf1298bf1ef7"`,
  );
});
