import { generateKeyPairSync } from 'node:crypto';
import {
  checkpointText,
  guardingSigner,
  Ledger,
  localSigner,
  newPrivateKey,
  noteKeyText,
  parseNoteKey,
  signNote,
  verifyLedger,
  type Fact,
  type Signer,
  type SignerMemory,
} from '../../lib/evidence/index.js';
import {
  genesisBody,
  handOf,
  ledgerKey,
  ledgerOf,
  memory,
  newHands,
  ORIGIN,
  props,
  seen,
} from './_ledger.js';
import { MemoryStore } from './_store.js';

const p256 = (): Signer =>
  localSigner(
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ format: 'pem', type: 'pkcs8' })
      .toString(),
  );

describe('keys of a ledger', () => {
  it('count from the entry after the one that adds them, until the one that ends them', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const ledger = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    const next = localSigner(newPrivateKey());
    const old = handOf(hands, 'keeper');
    const rotate: Fact = {
      kind: 'key',
      body: {
        action: 'rotate',
        id: old.key.id,
        key: ledgerKey(next.key, 'keeper', 'the keeper'),
        reason: 'yearly',
      },
    };
    await ledger.append([seen(1)]);
    await ledger.append([rotate]);
    await expect(ledger.append([seen(2)])).rejects.toMatchObject({ code: 'LEDGER_SIGNATURE' });
    const after = {
      ...props(store, hands, undefined, kept),
      keys: [{ zone: 'keeper' as const, signer: next }],
    };
    await (await Ledger.open(after)).append([seen(3)]);
    expect(await verifyLedger({ store, key: hands.noteKey })).toMatchObject({ state: 'whole', entries: 4 });
  });

  it('change only by two governors, and never to too few', async () => {
    const { ledger, hands } = await ledgerOf(new MemoryStore(), 0);
    const revoke = (signer: Signer): Fact => ({
      kind: 'key',
      body: { action: 'revoke', id: signer.key.id, reason: 'lost' },
    });
    await expect(ledger.append([revoke(hands.signer)])).rejects.toMatchObject({ code: 'LEDGER_FORMAT' });
    await expect(ledger.append([revoke(handOf(hands, 'governor'))])).rejects.toMatchObject({
      code: 'LEDGER_FORMAT',
    });
    await expect(ledger.append([revoke(localSigner(newPrivateKey()))])).rejects.toMatchObject({
      code: 'LEDGER_FORMAT',
    });
    const twice: Fact = {
      kind: 'key',
      body: { action: 'add', key: ledgerKey(handOf(hands, 'gate').key, 'apply', 'x'), reason: 'r' },
    };
    await expect(ledger.append([twice])).rejects.toMatchObject({ code: 'LEDGER_FORMAT' });
    const { key } = localSigner(newPrivateKey());
    const misnamed: Fact = {
      kind: 'key',
      body: { action: 'add', key: { ...ledgerKey(key, 'gate', 'x'), id: hands.signer.key.id }, reason: 'r' },
    };
    await expect(ledger.append([misnamed])).rejects.toMatchObject({ code: 'LEDGER_FORMAT' });
  });

  it('of the signer are handed over: the old one signs the rotation, the new one goes on, either verifies', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const ledger = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    const next = p256();
    await ledger.append([
      {
        kind: 'key',
        body: {
          action: 'rotate',
          id: hands.signer.key.id,
          key: ledgerKey(next.key, 'signer', 'the KMS'),
          reason: 'into the KMS',
        },
      },
    ]);
    await expect(ledger.append([seen(1)])).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    const after = { ...props(store, hands), checkpoints: guardingSigner(next, kept) };
    await (await Ledger.open(after)).append([seen(2)]);
    const nextKey = { name: ORIGIN, key: next.key };
    for (const key of [hands.noteKey, nextKey])
      expect(await verifyLedger({ store, key })).toMatchObject({ state: 'whole', covered: 4 });
    expect(parseNoteKey(noteKeyText(nextKey))).toEqual(nextKey);
  });

  it('of the signer that is retired sign nothing more', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const ledger = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    const next = localSigner(newPrivateKey());
    await ledger.append([
      {
        kind: 'key',
        body: {
          action: 'rotate',
          id: hands.signer.key.id,
          key: ledgerKey(next.key, 'signer', 's'),
          reason: 'stolen',
        },
      },
    ]);
    const stolen = memory();
    stolen.turns.push(...kept.turns);
    const thief = { ...props(store, hands), checkpoints: guardingSigner(hands.signer, stolen) };
    await expect((await Ledger.open(thief)).append([seen(1)])).rejects.toMatchObject({
      code: 'LEDGER_REFUSED',
    });
    const { head } = await verifyLedger({ store, key: hands.noteKey });
    const forged = await signNote(checkpointText(ORIGIN, head.frontier), ORIGIN, hands.signer);
    store.notes.set(store.entries.length, forged);
    const { fault } = await verifyLedger({ store, key: hands.noteKey });
    expect(fault).toMatchObject({ layer: 'checkpoint', seq: 2 });
  });
});

describe('a signer', () => {
  it('never signs two histories, whichever process is asked', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const kept = memory();
    const [one, two] = [guardingSigner(hands.signer, kept), guardingSigner(hands.signer, kept)];
    const ledger = await Ledger.found({ ...props(store, hands), checkpoints: one }, genesisBody(hands));
    await two.head();
    await ledger.append([seen(1), seen(2)]);
    expect((await two.extend(1, [store.entries[1]!])).head.frontier.size).toBe(3);
    await expect(two.extend(3, [store.entries[1]!])).rejects.toMatchObject({ layer: 'chain' });
    expect((await one.head()).note).toBe(store.notes.get(3));
  });

  it('gives way to another process that saved the turn first', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 1);
    const shared = memory();
    await guardingSigner(hands.signer, shared).extend(0, store.entries.slice(0, 1));
    const other = guardingSigner(hands.signer, shared);
    const slow: SignerMemory = {
      load: () => shared.load(),
      save: async (turn, state) => {
        await other.extend(1, store.entries.slice(1));
        return shared.save(turn, state);
      },
    };
    const { head } = await guardingSigner(hands.signer, slow).extend(1, store.entries.slice(1));
    expect(head.frontier.size).toBe(2);
    expect(shared.turns.length).toBe(2);
  });

  it('does not sign a ledger that does not name it', async () => {
    const store = new MemoryStore();
    const hands = newHands();
    const stranger = guardingSigner(localSigner(newPrivateKey()), memory());
    await expect(
      Ledger.found({ ...props(store, hands), checkpoints: stranger }, genesisBody(hands)),
    ).rejects.toMatchObject({
      code: 'LEDGER_REFUSED',
    });
  });

  it('stops at a memory that is damaged', async () => {
    const hands = newHands();
    const kept = memory();
    kept.turns.push('{"schema":"writ.ledger-signer/1"}');
    await expect(guardingSigner(hands.signer, kept).head()).rejects.toMatchObject({ code: 'SCHEMA_INVALID' });
  });
});
