import {
  localSigner,
  newPrivateKey,
  provedOperator,
  signAct,
  type KeyId,
  type OperatorAct,
  type RingKey,
  type Signer,
  type Zone,
} from '../../lib/evidence/index.js';
import { digest, parseInstant } from '../../lib/kernel/index.js';

const ALICE = localSigner(newPrivateKey());
const MALLORY = localSigner(newPrivateKey());
const ACT: OperatorAct = {
  ledger: digest('this ledger'),
  act: 'released',
  at: parseInstant('2026-11-21T12:00:00Z'),
  run: 'run-1',
  edges: ['0000000000000001', '0000000000000002'],
  reason: 'the project ended',
};

function ringOf({ key }: Signer, props: Partial<RingKey> = {}): ReadonlyMap<KeyId, RingKey> {
  return new Map([[key.id, { ...key, zone: 'operator', owner: 'hr:alice', since: 3, ...props }]]);
}

const proofBy = (signer: Signer, id = 'hr:alice', act = ACT) => signAct(act, { id, signer });

describe('H3.14 who stands behind an act', () => {
  it.each<Zone>(['operator', 'governor'])('is the owner of the key of a %s', async (zone) => {
    expect(provedOperator(ACT, await proofBy(ALICE), ringOf(ALICE, { zone }), 4)).toBe('hr:alice');
  });

  it.each<Zone>(['keeper', 'apply', 'gate', 'signer'])('is nobody by a key of zone %s', async (zone) => {
    expect(provedOperator(ACT, await proofBy(ALICE), ringOf(ALICE, { zone }), 4)).toBeUndefined();
  });

  it('is nobody without a proof, or by a key that the ledger does not name', async () => {
    expect(provedOperator(ACT, undefined, ringOf(ALICE), 4)).toBeUndefined();
    expect(provedOperator(ACT, await proofBy(MALLORY), ringOf(ALICE), 4)).toBeUndefined();
  });

  it('is nobody by the name of a key with the signature of another', async () => {
    const forged = { ...(await proofBy(MALLORY)), key: ALICE.key.id };
    expect(provedOperator(ACT, forged, ringOf(ALICE), 4)).toBeUndefined();
  });

  it.each(['hr:bob', 'hr:alice ', 'HR:alice'])(
    'is nobody by a key whose owner is not exactly %j',
    async (id) => {
      expect(provedOperator(ACT, await proofBy(ALICE, id), ringOf(ALICE), 4)).toBeUndefined();
    },
  );

  it('is who the key said at that place of the ledger: not before it was added, not after it was revoked', async () => {
    const proof = await proofBy(ALICE);
    expect(provedOperator(ACT, proof, ringOf(ALICE), 3)).toBeUndefined();
    expect(provedOperator(ACT, proof, ringOf(ALICE, { until: 5 }), 5)).toBe('hr:alice');
    expect(provedOperator(ACT, proof, ringOf(ALICE, { until: 5 }), 6)).toBeUndefined();
  });

  it.each<[string, Partial<OperatorAct>]>([
    ['another ledger', { ledger: digest('another ledger') }],
    ['a queueing', { act: 'queued' }],
    ['another time', { at: parseInstant('2026-11-22T12:00:00Z') }],
    ['another run', { run: 'run-2' }],
    ['more edges', { edges: [...ACT.edges, '0000000000000003'] }],
    ['another reason', { reason: 'none' }],
  ])('is nobody for %s than was signed', async (_, other) => {
    expect(provedOperator({ ...ACT, ...other }, await proofBy(ALICE), ringOf(ALICE), 4)).toBeUndefined();
  });

  it('does not hang on the order in which edges are written', async () => {
    const turned = { ...ACT, edges: [...ACT.edges].reverse() };
    expect(provedOperator(turned, await proofBy(ALICE), ringOf(ALICE), 4)).toBe('hr:alice');
  });
});
