import { digestOf, plus } from '../../lib/kernel/index.js';
import { isOfDecision, requestDigest, type Consumption } from '../../lib/policy/index.js';
import { AS_OF, decide, inputs, ticket } from '../synth/builders.js';

const ACC = ticket('ACC-1');
const decision = decide(inputs({ tickets: [ACC] }), 'ACC-1', { policy: digestOf('rules') });
const used: Consumption = {
  ...{ ticket: 'ACC-1', content: decision.digest, request: requestDigest(ACC) },
  ...{ decidedAt: decision.at, policy: decision.policy },
};

describe('that a decision was used', () => {
  test('is so of this very decision', () => {
    expect(isOfDecision(used, decision)).toBe(true);
  });

  test.each<[string, Partial<Consumption>]>([
    ['on another ticket', { ticket: 'ACC-2' }],
    ['on another content', { content: digestOf('other') }],
    ['under another policy', { policy: digestOf('other') }],
    ['at another instant', { decidedAt: plus(AS_OF, -1) }],
  ])('is not so of one made %s', (_, other) => {
    expect(isOfDecision({ ...used, ...other }, decision)).toBe(false);
  });

  test('is by what the ticket asked, wherever its file lies', () => {
    expect(requestDigest({ ...ACC, file: 'elsewhere.yaml' })).toBe(used.request);
    for (const other of [{ principal: 'hr:2' }, { justification: 'Something else entirely' }])
      expect(requestDigest({ ...ACC, ...other })).not.toBe(used.request);
  });
});
