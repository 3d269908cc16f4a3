import {
  entryBytes,
  guardingSigner,
  Ledger,
  openEntry,
  seal,
  verifyLedger,
  type Fact,
  type SignerMemory,
} from '../../lib/evidence/index.js';
import { signNote } from '../../lib/evidence/note.js';
import { digest, manualClock, plus } from '../../lib/kernel/index.js';
import { atBounds } from '../_helpers/bounds.js';
import {
  AT,
  edge,
  genesisBody,
  handOf,
  ledgerOf,
  memory,
  newHands,
  ORIGIN,
  props,
  seen,
  type Hands,
} from './_ledger.js';
import { MemoryStore } from './_store.js';

/** Appends an entry that no writer of ours would make, signed by a key that counts. */
async function forge(store: MemoryStore, hands: Hands, fact: Fact, over: object = {}): Promise<void> {
  const zone = fact.kind === 'intent' ? ('apply' as const) : ('keeper' as const);
  const { entry: first, statement } = openEntry(0, store.entries[0]!);
  const prev = digest(store.entries.at(-1)!);
  const { statement: last } = openEntry(store.entries.length - 1, store.entries.at(-1)!);
  const predicate = {
    ...statement.predicate,
    recordedAt: last.predicate.recordedAt,
    seq: store.entries.length,
    prev,
    zone,
    body: fact.body,
    ...over,
  };
  const type = statement.predicateType.replace('genesis', fact.kind);
  const envelope = await seal({ ...statement, predicateType: type, predicate }, [handOf(hands, zone)]);
  store.entries.push(entryBytes({ ...first, seq: store.entries.length, prev, envelope }));
}

const intent = (fence: number): Fact => ({
  kind: 'intent',
  body: { at: AT, run: 'r', deadline: plus(AT, 60_000), edges: [edge(1)], fence } as never,
});

describe('the fencing token of an intent', () => {
  it.each([
    ['lower', 0, 'format'],
    ['higher', 3, 'format'],
  ])('that is %s than its own number is refused', async (_, fence, layer) => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 1);
    await forge(store, hands, intent(fence));
    expect((await verifyLedger({ store, key: hands.noteKey })).fault).toMatchObject({ layer, seq: 2 });
  });

  it('that is its own number is accepted', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 1);
    await forge(store, hands, intent(2));
    expect((await verifyLedger({ store, key: hands.noteKey, tail: 'left' })).fault).toBeUndefined();
  });
});

it('an entry may be recorded with its predecessor or after it, never before it', async () => {
  const at = plus(AT, 1000);
  const faults = atBounds(at, async (recordedAt) => {
    const store = new MemoryStore();
    const hands = newHands();
    const ledger = await Ledger.found(props(store, hands, manualClock(at)), genesisBody(hands));
    await ledger.append([seen(1)]);
    await forge(store, hands, seen(2), { recordedAt });
    return (await verifyLedger({ store, key: hands.noteKey, tail: 'left' })).fault?.layer;
  });
  expect([await faults.before, await faults.on, await faults.after]).toEqual(['chain', undefined, undefined]);
});

describe('a checkpoint of another ledger', () => {
  const elsewhere = (note: string, hands: Hands): Promise<string> => {
    const text = note.slice(0, note.indexOf('\n\n') + 1).replace(ORIGIN, 'other.example/access');
    return signNote(text, ORIGIN, hands.signer);
  };

  it('is refused, although the right key signed it', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 2);
    expect((await verifyLedger({ store, key: hands.noteKey })).state).toBe('whole');
    store.notes.set(3, await elsewhere(store.notes.get(3)!, hands));
    expect((await verifyLedger({ store, key: hands.noteKey })).fault).toMatchObject({ layer: 'checkpoint' });
  });

  it.each(['kept', 'anchor'] as const)(
    'is refused where the verifier has it from what it %s',
    async (from) => {
      const store = new MemoryStore();
      const { hands } = await ledgerOf(store, 2);
      const own = store.notes.get(3)!;
      const held = (note: string) => [{ from, place: 'a drawer', note }];
      expect((await verifyLedger({ store, key: hands.noteKey, held: held(own) as never })).state).toBe(
        'whole',
      );
      const other = held(await elsewhere(own, hands)) as never;
      expect((await verifyLedger({ store, key: hands.noteKey, held: other })).fault).toMatchObject({
        layer: from === 'anchor' ? 'anchor' : 'consistency',
      });
    },
  );
});

describe('a signer that forgot', () => {
  it('signs no ledger of several entries anew in silence, though no checkpoint is left of it', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 2);
    store.notes.clear();
    await expect(Ledger.open(props(store, hands, undefined, memory()))).rejects.toMatchObject({
      code: 'LEDGER_REFUSED',
    });
    expect(store.notes.size).toBe(0);
  });

  it('finishes a founding that stopped before its checkpoint', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 0);
    store.notes.clear();
    await Ledger.open(props(store, hands, undefined, memory()));
    expect([...store.notes.keys()]).toEqual([1]);
  });

  it('and finishes none where the checkpoint is there', async () => {
    const store = new MemoryStore();
    const { hands } = await ledgerOf(store, 0);
    await expect(Ledger.open(props(store, hands, undefined, memory()))).rejects.toMatchObject({
      code: 'LEDGER_REFUSED',
    });
  });
});

it("of two processes that save one turn of the signer, the loser gives the winner's head and no signature of its own", async () => {
  const store = new MemoryStore();
  const hands = newHands();
  const kept = memory();
  const ledger = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
  const size = store.entries.length;
  await ledger.append([seen(1), seen(2)]);
  const [one, two] = store.entries.slice(size);
  // Both remember the founding; the winner extends by one entry, the loser by two.
  kept.turns.splice(1);
  const winner = guardingSigner(hands.signer, kept);
  const late: SignerMemory = {
    load: () => kept.load(),
    async save(turn, state) {
      if (kept.turns.length === 1) await winner.extend(size, [one!]);
      return kept.save(turn, state);
    },
  };
  const given = await guardingSigner(hands.signer, late).extend(size, [one!, two!]);
  expect(given.head.frontier.size).toBe(2);
  expect(kept.turns).toHaveLength(2);
  expect(given).toEqual(await winner.head());
});
