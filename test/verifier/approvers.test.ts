import { bodySchema } from '../../lib/evidence/index.js';
import { extraMisfit } from '../../verifier/kinds.js';
import { misfitOf } from '../../verifier/schema.js';
import { pageKinds } from './_page.js';

const AT = '2026-11-20T09:00:00.000Z';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const EDGE = '0123456789abcdef';

const change = {
  run: 'apply-1',
  reasonCode: 'CHG-7731',
  entitlements: ['aws.assignment/ProdAdmin/payments-production'],
  ttl: { start: AT, end: 'standing' },
  trigger: 'window',
  before: { digest: DIGEST, at: AT },
  after: { digest: DIGEST, at: AT },
  scope: [EDGE],
  diff: [{ op: 'add', edge: EDGE }],
};
const ticket = { kind: 'ticket', ticket: 'ACC-1' };

/** What the page's own verifier says of a change, by the table that it carries. */
function page(body: object): boolean {
  const { body: schema = {} } = pageKinds()['change'] ?? {};
  return misfitOf(schema, body, 'body') === undefined && extraMisfit('change', body) === undefined;
}

describe('whether a change may be recorded without approvers', () => {
  it.each([
    ['a birthright', true, { basis: { kind: 'birthright', jobFunction: 'engineer' } }],
    ['a ticket on an automatic route', true, { basis: ticket, route: 'auto' }],
    ['a ticket on a route that asks', false, { basis: ticket, route: 'one' }],
    ['a ticket that names no route', false, { basis: ticket }],
    ['an exception', false, { basis: { kind: 'exception', ticket: 'EXC-1' }, route: 'auto' }],
    ['an emergency', false, { basis: { kind: 'emergency', ticket: 'EMG-1' }, route: 'auto' }],
    ['a legacy grant', false, { basis: { kind: 'legacy', certifyBy: AT } }],
  ])('%s: %s, to page and ledger alike', (_, may, asked) => {
    const [none, one] = [[], ['hr:7']].map((approvers) => ({ ...change, ...asked, approvers }));
    expect([page(none!), bodySchema('change').safeParse(none).success]).toEqual([may, may]);
    expect([page(one!), bodySchema('change').safeParse(one).success]).toEqual([true, true]);
  });
});
