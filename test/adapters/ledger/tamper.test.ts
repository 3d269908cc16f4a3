import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { directoryStore } from '../../../lib/adapters/ledger/directory.js';
import {
  append,
  checkpointText,
  EMPTY_FRONTIER,
  entryBytes,
  entryOf,
  leafHash,
  Ledger,
  localSigner,
  newPrivateKey,
  signNote,
  type Entry,
  type Layer,
  type VerificationResult,
  type ZoneSigner,
} from '../../../lib/evidence/index.js';
import { canonicalJson, digest, type Digest } from '../../../lib/kernel/index.js';
import {
  AT,
  genesisBody,
  handOf,
  ledgerOf,
  newHands,
  ORIGIN,
  props,
  seen,
  type Hands,
} from '../../evidence/_ledger.js';
import { Folder } from './_folder.js';

/** Entries 0 to 12; checkpoints over 1, 4, 7, 10 and 13. */
const COUNT = 12;

describe('tampering with a ledger', () => {
  let base: string;
  let good: Folder;
  let hands: Hands;
  let tampered: Folder;
  let copies = 0;

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'writ-tamper-'));
    good = new Folder(join(base, 'good'));
    ({ hands } = await ledgerOf(good.store, COUNT, 3));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  beforeEach(() => (tampered = good.copyTo(join(base, `copy-${(copies += 1)}`))));

  const verdict = (): Promise<VerificationResult> => tampered.verify({ key: hands.noteKey });
  const caught = async (layer: Layer, seq?: number): Promise<void> => {
    const { state, fault } = await verdict();
    expect({ state, layer: fault?.layer, seq: fault?.seq }).toEqual({ state: 'broken', layer, seq });
  };

  it('is whole before', async () => {
    expect(await verdict()).toMatchObject({ state: 'whole', entries: 13, covered: 13, checkpoints: 5 });
  });

  it('flip: a changed byte of the payload is caught by the signature or the format', async () => {
    const { envelope, ...rest } = tampered.entry(5);
    const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as {
      predicate: { body: object };
    };
    statement.predicate.body = { ...statement.predicate.body, finding: 'SOMETHING_ELSE' };
    const payload = Buffer.from(canonicalJson(statement)).toString('base64');
    tampered.write('entries', 5, entryBytes({ ...rest, envelope: { ...envelope, payload } }));
    await caught('signature', 5);
  });

  it('flip: a changed signature is caught by the signature', async () => {
    const { envelope, ...rest } = tampered.entry(12);
    const [first] = envelope.signatures;
    const sig = Buffer.from(first!.sig, 'base64');
    sig[3]! ^= 1;
    const signatures = [{ ...first!, sig: sig.toString('base64') }];
    tampered.write('entries', 12, entryBytes({ ...rest, envelope: { ...envelope, signatures } }));
    await caught('signature', 12);
  });

  it('drop: a removed entry is caught by the chain', async () => {
    tampered.remove('entries', 6);
    await caught('chain', 6);
  });

  it('drop and close the gap: caught by the chain, which is signed', async () => {
    for (let seq = 6; seq < 12; seq += 1)
      renameSync(tampered.path('entries', seq + 1), tampered.path('entries', seq));
    tampered.rechain(6);
    await caught('chain', 6);
  });

  it('reorder: two exchanged entries are caught by the chain', async () => {
    const [third, fourth] = [tampered.bytes(3), tampered.bytes(4)];
    tampered.write('entries', 3, fourth);
    tampered.write('entries', 4, third);
    await caught('chain', 3);
  });

  it('truncate: entries that a checkpoint covers and that are gone are caught by the checkpoint', async () => {
    tampered.rollBack(11, ['entries']);
    await caught('checkpoint', 11);
  });

  it('re-chain: entries chained again without a key are caught by the chain that was signed', async () => {
    tampered.write('entries', 5, tampered.bytes(4));
    tampered.rechain(5);
    await caught('chain', 5);
  });

  it('re-chain with a stolen entry key: caught by the root', async () => {
    await rewrite(tampered, hands, 5);
    await caught('root', 4);
  });

  it('forge an append without a key: caught by the signature', async () => {
    const stranger: ZoneSigner = { zone: 'keeper', signer: localSigner(newPrivateKey()) };
    await forge(tampered, [stranger]);
    await caught('signature', 13);
  });

  it('forge an append with a key of another zone: caught by the zone', async () => {
    await forge(tampered, [{ zone: 'keeper', signer: handOf(hands, 'gate') }]);
    await caught('zone', 13);
  });

  it('forge an append with a stolen entry key: caught by the checkpoint that it lacks', async () => {
    await forge(tampered, hands.keys);
    await caught('checkpoint', 13);
  });

  it('roll back the log: caught by the checkpoint', async () => {
    tampered.rollBack(7, ['entries']);
    await caught('checkpoint', 7);
  });

  it('roll back log and checkpoints: caught by an anchor, and by a checkpoint kept from before', async () => {
    const note = good.note(13);
    tampered.rollBack(7);
    expect((await verdict()).state).toBe('whole');
    for (const [from, layer] of [
      ['anchor', 'anchor'],
      ['memory', 'consistency'],
    ] as const) {
      const { fault } = await tampered.verify({
        key: hands.noteKey,
        held: [{ note, from, place: 'elsewhere' }],
      });
      expect(fault).toMatchObject({ layer, seq: 7 });
    }
  });

  it('replace the key: a ledger rewritten under another signer is caught by the checkpoint', async () => {
    const others = newHands();
    const other = new Folder(join(base, `other-${copies}`));
    await ledgerOf(other.store, COUNT, 3, others);
    expect((await other.verify({ key: others.noteKey })).state).toBe('whole');
    expect((await other.verify({ key: hands.noteKey })).fault).toMatchObject({ layer: 'checkpoint', seq: 0 });
  });

  it('replace the key, and name the old one too: caught by the checkpoint', async () => {
    const others = newHands();
    const store = directoryStore(join(base, `both-${copies}`));
    const body = genesisBody(others);
    const trusted = { ...hands.signer.key, zone: 'signer' as const, owner: 'the signer of before' };
    const ledger = await Ledger.found(props(store, others), { ...body, keys: [...body.keys, trusted] });
    await ledger.append([seen(1)]);
    const { fault } = await new Folder(store.place).verify({ key: hands.noteKey });
    expect(fault).toMatchObject({ layer: 'checkpoint', seq: 0 });
  });

  it('replay an entry of another ledger with the same keys: caught by the chain', async () => {
    const other = new Folder(join(base, `twin-${copies}`));
    await Ledger.found(props(other.store, hands), genesisBody(hands, { repository: 'another' })).then(
      (ledger) => ledger.append(Array.from({ length: 13 }, (_, i) => seen(i))),
    );
    const { envelope } = other.entry(13);
    tampered.write('entries', 13, entryBytes({ seq: 13, prev: digest(tampered.bytes(12)), envelope }));
    await caught('chain', 13);
  });

  it('replay an entry of this ledger at its end: caught by the chain', async () => {
    const { envelope } = tampered.entry(3);
    tampered.write('entries', 13, entryBytes({ seq: 13, prev: digest(tampered.bytes(12)), envelope }));
    await caught('chain', 13);
  });

  it('fork: another history signed by a signer that forgot is caught by a checkpoint kept from before', async () => {
    const note = good.note(13);
    tampered.rollBack(4);
    await rewriteTail(tampered, hands, 4, 13);
    expect((await verdict()).state).toBe('whole');
    const { fault } = await tampered.verify({
      key: hands.noteKey,
      held: [{ note, from: 'memory', place: 'here' }],
    });
    expect(fault).toMatchObject({ layer: 'consistency', seq: 12 });
  });

  it('fork: a signed checkpoint of another history among the others is caught by consistency', async () => {
    const fork = good.copyTo(join(base, `fork-${copies}`));
    fork.rollBack(4);
    await rewriteTail(fork, hands, 4, 7);
    tampered.write('checkpoints', 7, fork.note(7));
    await caught('consistency', 6);
  });

  it.each(['5.json', '0000000005.json', '000000005.JSON', '000000005.json.bak'])(
    'a duplicate sequence under the name `%s` is caught by the format',
    async (name) => {
      cpSync(tampered.path('entries', 5), join(tampered.path('entries', 5), '..', name));
      const { fault } = await verdict();
      expect(fault?.layer).toBe('format');
    },
  );

  it('a duplicate sequence in the wrong folder names its entry', async () => {
    mkdirSync(join(tampered.root, 'entries', '000', '001'));
    cpSync(tampered.path('entries', 5), join(tampered.root, 'entries', '000', '001', '000000005.json'));
    await caught('format', 5);
  });

  it('a foreign file is caught by the format', async () => {
    writeFileSync(join(tampered.root, 'README'), 'hello');
    await caught('format', undefined);
  });

  it.each([
    ['duplicate JSON keys', (text: string) => text.replace('"seq":5', '"seq":6,"seq":5')],
    ['white space', (text: string) => text.replace('"seq":5', '"seq": 5')],
    ['a newline at the end', (text: string) => `${text}\n`],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['another spelling of a number', (text: string) => text.replace('"seq":5', '"seq":5.0')],
    ['an escaped letter', (text: string) => text.replace('"seq":5', '"s\\u0065q":5')],
    [
      'members in another order',
      (text: string) => {
        const { envelope, prev, seq } = JSON.parse(text) as Entry;
        return JSON.stringify({ seq, prev, envelope });
      },
    ],
  ])('%s: caught by the format', async (_, tamper) => {
    tampered.write('entries', 5, tamper(tampered.bytes(5).toString()));
    await caught('format', 5);
  });

  it('an oversized entry is caught by the format', async () => {
    tampered.write('entries', 5, Buffer.alloc(5_000_000, 32));
    await caught('format', 5);
  });

  it.each(['', 'not a note', 'ledger.example/access\n13\n\n'])(
    'a torn checkpoint is caught as such',
    async (note) => {
      tampered.write('checkpoints', 13, note);
      await caught('checkpoint', 12);
    },
  );

  it('a checkpoint under another size is caught by the checkpoint', async () => {
    tampered.write('checkpoints', 13, tampered.note(10));
    await caught('checkpoint', 12);
  });

  it('removed checkpoints leave the tail uncovered, and say from where', async () => {
    tampered.remove('checkpoints', 13);
    await caught('checkpoint', 10);
  });

  it('an empty folder is not a ledger', async () => {
    rmSync(tampered.root, { recursive: true });
    await caught('chain', 0);
  });

  it('an anchor that holds something else is a fault of the anchor', async () => {
    const note = await signNote(
      `${ORIGIN}\n1\n${Buffer.alloc(32).toString('base64')}\n`,
      ORIGIN,
      localSigner(newPrivateKey()),
    );
    const { fault } = await tampered.verify({
      key: hands.noteKey,
      held: [{ note, from: 'anchor', place: 'there' }],
    });
    expect(fault?.layer).toBe('anchor');
  });

  it('finds any changed byte of any file', async () => {
    const files = [
      ...tampered.numbers('entries').map((n) => tampered.path('entries', n)),
      ...tampered.numbers('checkpoints').map((n) => tampered.path('checkpoints', n)),
    ];
    const { readFileSync } = await import('node:fs');
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (file, at, flip) => {
        const path = files[file % files.length]!;
        const bytes = readFileSync(path);
        const changed = Buffer.from(bytes);
        changed[at % bytes.length]! ^= flip;
        writeFileSync(path, changed);
        const { state } = await verdict();
        writeFileSync(path, bytes);
        expect(state).toBe('broken');
      }),
      { numRuns: 150 },
    );
  });
});

/** Appends an entry by these keys, chained as it should be, and no checkpoint. */
async function forge(folder: Folder, keys: readonly ZoneSigner[]): Promise<void> {
  const [last, genesis] = [folder.bytes(folder.size - 1), folder.entry(0)];
  const place = {
    ledger: ledgerIdOf(genesis),
    seq: folder.size,
    prev: digest(last),
    recordedAt: AT,
    writer: 'forger',
  };
  folder.write('entries', folder.size, await entryOf(seen(99), place, keys));
}

/** Rewrites the entries from `seq` on with the zones' own keys; checkpoints stay. */
async function rewrite(folder: Folder, hands: Hands, seq: number): Promise<void> {
  for (let at = seq; at < folder.size; at += 1) {
    const place = {
      ledger: ledgerIdOf(folder.entry(0)),
      seq: at,
      prev: digest(folder.bytes(at - 1)),
      recordedAt: AT,
      writer: 'thief',
    };
    folder.write('entries', at, await entryOf(seen(500 + at), place, hands.keys));
  }
}

/** Other entries from `from` to below `to`, with a checkpoint by the signer's own key. */
async function rewriteTail(folder: Folder, hands: Hands, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 1) folder.write('entries', at, 'x');
  await rewrite(folder, hands, from);
  let frontier = EMPTY_FRONTIER;
  for (let at = 0; at < to; at += 1) frontier = append(frontier, leafHash(folder.bytes(at)));
  folder.write('checkpoints', to, await signNote(checkpointText(ORIGIN, frontier), ORIGIN, hands.signer));
}

function ledgerIdOf({ envelope }: Entry): Digest {
  const { predicate } = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as {
    predicate: { ledger: Digest };
  };
  return predicate.ledger;
}
