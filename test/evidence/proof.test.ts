import {
  checkConsistency,
  checkInclusion,
  entryBytes,
  Ledger,
  localSigner,
  newPrivateKey,
  openEntry,
  proveConsistency,
  proveInclusion,
  seal,
  STATEMENT_TYPE,
  subject,
  verifyLedger,
} from '../../lib/evidence/index.js';
import { digest } from '../../lib/kernel/index.js';
import { genesisBody, handOf, ledgerOf, memory, newHands, props, seen } from './_ledger.js';
import { MemoryStore } from './_store.js';

describe('proofs of a ledger', () => {
  it('show that an entry is in it, by the public key alone', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 11, 4);
    for (const seq of [0, 5, 11]) {
      const proof = await proveInclusion(store, seq);
      expect(checkInclusion(proof, hands.noteKey)).toBe(digest(store.entries[seq]!));
      const other = { ...proof, seq: (seq + 1) % 12 };
      expect(() => checkInclusion(other, hands.noteKey)).toThrow(expect.objectContaining({ layer: 'root' }));
      const changed = { ...proof, entry: Buffer.from('{}').toString('base64') };
      expect(() => checkInclusion(changed, hands.noteKey)).toThrow(
        expect.objectContaining({ layer: 'root' }),
      );
    }
    const stranger = { name: hands.noteKey.name, key: localSigner(newPrivateKey()).key };
    const proof = await proveInclusion(store, 3);
    expect(() => checkInclusion(proof, stranger)).toThrow(expect.objectContaining({ layer: 'checkpoint' }));
  });

  it('show that it continues an earlier state of itself', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 11, 4);
    for (const [from, to] of [
      [1, 12],
      [5, 9],
      [9, 9],
    ] as const) {
      const proof = await proveConsistency(store, from, to);
      expect(() => checkConsistency(proof, hands.noteKey)).not.toThrow();
      const bent = { ...proof, path: [...proof.path, digest('x').slice(7, 51)] };
      expect(() => checkConsistency(bent, hands.noteKey)).toThrow(
        expect.objectContaining({ layer: 'consistency' }),
      );
    }
    const forked = new MemoryStore();
    const twin = await Ledger.found(props(forked, hands), genesisBody(hands, { repository: 'another' }));
    for (const size of [4, 8, 11]) await twin.append([1, 2, 3, 4].slice(size === 11 ? 1 : 0).map(seen));
    const [mine, other] = [await proveConsistency(store, 5), await proveConsistency(forked, 5)];
    expect(() => checkConsistency({ ...mine, from: other.from }, hands.noteKey)).toThrow(
      expect.objectContaining({ layer: 'consistency' }),
    );
  });

  it('cannot be had for what is not there', async () => {
    const store = new MemoryStore();
    await ledgerOf(store, 4, 2);
    await expect(proveInclusion(store, 5)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(proveInclusion(store, -1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(proveConsistency(store, 2)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(proveConsistency(store, 5, 3)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(proveInclusion(new MemoryStore(), 0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    store.entries[1] = store.entries[2]!;
    await expect(proveInclusion(store, 0)).rejects.toMatchObject({ layer: 'root' });
  });
});

describe('entries of a kind that this Writ does not know', () => {
  it('are verified and reported, and are a fault only when asked to be strict', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const ledger = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    const { statement } = openEntry(0, store.entries[0]!);
    const prev = digest(store.entries[0]!);
    const envelope = await seal(
      {
        _type: STATEMENT_TYPE,
        subject: [subject('x', digest('x'))],
        predicateType: 'urn:x-writ:novelty:v1',
        predicate: { ...statement.predicate, seq: 1, prev, zone: 'keeper', body: { anything: true } },
      },
      [handOf(hands, 'keeper')],
    );
    store.entries.push(entryBytes({ seq: 1, prev, envelope }));
    await ledger.append([seen(1)]);
    expect(await verifyLedger({ store, key: hands.noteKey })).toMatchObject({
      state: 'whole',
      entries: 3,
      unknown: [{ predicateType: 'urn:x-writ:novelty:v1', count: 1, first: 1 }],
    });
    const { fault } = await verifyLedger({ store, key: hands.noteKey, strict: true });
    expect(fault).toMatchObject({ layer: 'format', seq: 1 });
  });
});
