import type { LedgerRecord } from '../../lib/evidence/index.js';
import { digestOf, manualClock, type Digest } from '../../lib/kernel/index.js';
import type { Ticket } from '../../lib/manifest/index.js';
import { requestDigest, type Decision, type Seat } from '../../lib/policy/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { wantedAt } from '../../lib/wanted/index.js';
import { consumptionsIn, usedFacts } from '../../lib/workflow/consumption.js';
import { AS_OF, inputs, ticket } from '../synth/builders.js';

const GIVEN = ticket('ACC-1');
const SILENT = ticket('ACC-2', { principal: 'hr:2' });
const given = inputs({ tickets: [GIVEN, SILENT] }, { 'ACC-2': 'none' });
const { manifest } = synthesize(given);
const [seated] = [...wantedAt(given).seats];
const digest = digestOf('manifest');

interface Made {
  readonly seats?: ReadonlyMap<Decision, readonly Seat[]>;
  readonly asked?: ReadonlyMap<Digest, Ticket>;
}

/** The decisions that a synthesis says it used, with what a ledger had before. */
function used(made: Made = {}, records: readonly LedgerRecord[] = []) {
  const [decision, seats] = seated!;
  return usedFacts(records, manualClock(AS_OF), {
    ...{ decisions: given.decisions, tickets: given.tickets, manifest, manifestDigest: digest },
    seats: new Map([[decision, seats]]),
    asked: new Map([[decision.digest, GIVEN]]),
    ...made,
  });
}

describe('the decisions that a synthesis uses', () => {
  const [decision] = seated!;

  test('are those by which something is given, with what their ticket asked', () => {
    expect(used().map(({ kind, body }) => ({ kind, body }))).toEqual([
      {
        kind: 'consumption',
        body: {
          ticket: 'ACC-1',
          content: decision.digest,
          request: requestDigest(GIVEN),
          decidedAt: decision.at,
          policy: decision.policy,
          by: 'synthesis',
          manifest: digest,
          at: AS_OF,
        },
      },
    ]);
  });

  test('are none by which nothing is given, or of which no ticket asked', () => {
    const silent = { ...decision, ticket: 'ACC-2' };
    expect(used({ seats: new Map([[silent, []]]) })).toEqual([]);
    expect(used({ asked: new Map() })).toEqual([]);
    expect(usedFacts([], manualClock(AS_OF), { ...given, manifest, manifestDigest: digest })).toEqual([]);
  });

  test('are said once, and again of another decision on the same ticket', () => {
    const records = used() as unknown as readonly LedgerRecord[];
    expect(consumptionsIn(records).map(({ ticket: id }) => id)).toEqual(['ACC-1']);
    expect(used({}, records)).toEqual([]);
    const again = { ...decision, policy: digestOf('other') };
    expect(used({ seats: new Map([[again, []]]) }, records)).toHaveLength(1);
  });
});
