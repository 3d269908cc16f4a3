import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  type ZoneSigner,
} from '../../lib/evidence/index.js';
import { canonicalJson, digest, type Digest } from '../../lib/kernel/index.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { AT, genesisBody, handOf, newHands, ORIGIN, props, seen, type Hands } from '../evidence/_ledger.js';

/** What somebody who can write files, or stole a key, does to a ledger; and what has to catch it, and where. */
export interface Tampering {
  readonly name: string;
  readonly layer: Layer;
  readonly seq: number | undefined;
  tamper(ledger: Folder, hands: Hands): void | Promise<void>;
  /** A checkpoint that the verifier kept: the one over this many entries, from before the tampering. */
  readonly held?: number;
}

/** For ledgers of entries 0 to 12 with checkpoints over 1, 4, 7, 10 and 13. */
export const TAMPERINGS: readonly Tampering[] = [
  at('flip a byte of the payload', 'signature', 5, (ledger) => {
    const { envelope, ...rest } = ledger.entry(5);
    const statement = statementOf(envelope.payload);
    statement.predicate.body = { ...statement.predicate.body, finding: 'SOMETHING_ELSE' };
    const payload = Buffer.from(canonicalJson(statement)).toString('base64');
    ledger.write('entries', 5, entryBytes({ ...rest, envelope: { ...envelope, payload } }));
  }),
  at('flip a bit of a signature', 'signature', 12, (ledger) => {
    const { envelope, ...rest } = ledger.entry(12);
    const [first] = envelope.signatures;
    const sig = Buffer.from(first!.sig, 'base64');
    sig[3]! ^= 1;
    const signatures = [{ ...first!, sig: sig.toString('base64') }];
    ledger.write('entries', 12, entryBytes({ ...rest, envelope: { ...envelope, signatures } }));
  }),
  at('spell a signature otherwise', 'format', 5, (ledger) => {
    const { envelope, ...rest } = ledger.entry(5);
    const signatures = envelope.signatures.map(({ keyid, sig }) => ({ keyid, sig: looselySpelt(sig) }));
    ledger.write('entries', 5, entryBytes({ ...rest, envelope: { ...envelope, signatures } }));
  }),
  at('sign twice with one key', 'format', 5, (ledger) => {
    const { envelope, ...rest } = ledger.entry(5);
    const signatures = [...envelope.signatures, ...envelope.signatures];
    ledger.write('entries', 5, entryBytes({ ...rest, envelope: { ...envelope, signatures } }));
  }),
  at('drop an entry', 'chain', 6, (ledger) => ledger.remove('entries', 6)),
  at('drop the first entry', 'chain', 0, (ledger) => ledger.remove('entries', 0)),
  at('drop an entry and close the gap', 'chain', 6, (ledger) => {
    for (let seq = 6; seq < 12; seq += 1)
      renameSync(ledger.path('entries', seq + 1), ledger.path('entries', seq));
    ledger.rechain(6);
  }),
  at('reorder two entries', 'chain', 3, (ledger) => {
    const [third, fourth] = [ledger.bytes(3), ledger.bytes(4)];
    ledger.write('entries', 3, fourth);
    ledger.write('entries', 4, third);
  }),
  at('truncate', 'checkpoint', 11, (ledger) => ledger.rollBack(11, ['entries'])),
  at('re-chain without a key', 'chain', 5, (ledger) => {
    ledger.write('entries', 5, ledger.bytes(4));
    ledger.rechain(5);
  }),
  at('re-chain with a stolen key', 'root', 4, (ledger, hands) => rewrite(ledger, hands, 5)),
  at('forge an append without a key', 'signature', 13, (ledger) =>
    forge(ledger, [{ zone: 'keeper', signer: localSigner(newPrivateKey()) }]),
  ),
  at('forge an append with the key of another zone', 'zone', 13, (ledger, hands) =>
    forge(ledger, [{ zone: 'keeper', signer: handOf(hands, 'gate') }]),
  ),
  at('forge an append with a stolen key', 'checkpoint', 13, (ledger, hands) => forge(ledger, hands.keys)),
  at('roll back the log', 'checkpoint', 7, (ledger) => ledger.rollBack(7, ['entries'])),
  { ...at('roll back log and checkpoints', 'consistency', 7, (ledger) => ledger.rollBack(7)), held: 13 },
  at('replace the ledger and its key', 'checkpoint', 0, (ledger) => refound(ledger, newHands())),
  at('replace the key and name the old one too', 'checkpoint', 0, (ledger, hands) =>
    refound(ledger, newHands(), hands),
  ),
  at('replay an entry of another ledger', 'chain', 13, async (ledger, hands) => {
    const twin = new Folder(`${ledger.root}-twin`);
    const other = await Ledger.found(props(twin.store, hands), genesisBody(hands, { repository: 'another' }));
    await other.append(Array.from({ length: 13 }, (_, index) => seen(index)));
    append13(ledger, twin.entry(13));
  }),
  at('replay an entry of this ledger', 'chain', 13, (ledger) => append13(ledger, ledger.entry(3))),
  {
    ...at('fork by a signer that forgot', 'consistency', 12, async (ledger, hands) => {
      ledger.rollBack(4);
      await rewriteTail(ledger, hands, 4, 13);
    }),
    held: 13,
  },
  at('lay a signed checkpoint of another history', 'consistency', 6, async (ledger, hands) => {
    const fork = ledger.copyTo(`${ledger.root}-fork`);
    fork.rollBack(4);
    await rewriteTail(fork, hands, 4, 7);
    ledger.write('checkpoints', 7, fork.note(7));
  }),
  ...['5.json', '0000000005.json', '000000005.JSON', '000000005.json.bak'].map((name) =>
    at(`duplicate a sequence as ${name}`, 'format', name.endsWith('.bak') ? undefined : 5, (ledger) =>
      cpSync(ledger.path('entries', 5), join(ledger.path('entries', 5), '..', name)),
    ),
  ),
  at('duplicate a sequence in another folder', 'format', 5, (ledger) => {
    mkdirSync(join(ledger.root, 'entries', '000', '001'));
    cpSync(ledger.path('entries', 5), join(ledger.root, 'entries', '000', '001', '000000005.json'));
  }),
  at('lay a foreign file', 'format', undefined, (ledger) =>
    writeFileSync(join(ledger.root, 'README'), 'hello'),
  ),
  ...spellings([
    ['duplicate JSON keys', (text) => text.replace('"seq":5', '"seq":6,"seq":5')],
    ['add white space', (text) => text.replace('"seq":5', '"seq": 5')],
    ['add a newline', (text) => `${text}\n`],
    ['add a byte order mark', (text) => `\ufeff${text}`],
    ['spell a number otherwise', (text) => text.replace('"seq":5', '"seq":5.0')],
    ['escape a letter', (text) => text.replace('"seq":5', '"s\\u0065q":5')],
    ['nest beyond measure', () => '['.repeat(300) + ']'.repeat(300)],
    ['write no UTF-8', () => '"\xff"'],
    ['add a member', (text) => text.replace('"seq":5', '"seq":5,"sez":1')],
    ['empty the file', () => ''],
  ]),
  at('inflate an entry', 'format', 5, (ledger) => ledger.write('entries', 5, Buffer.alloc(300_000, 32))),
  ...['', 'not a note', `${ORIGIN}\n13\n\n`].map((note) =>
    at(`tear a checkpoint to ${JSON.stringify(note)}`, 'checkpoint', 12, (ledger) =>
      ledger.write('checkpoints', 13, note),
    ),
  ),
  at('lay a checkpoint under another size', 'checkpoint', 12, (ledger) =>
    ledger.write('checkpoints', 13, ledger.note(10)),
  ),
  at('remove the last checkpoint', 'checkpoint', 10, (ledger) => ledger.remove('checkpoints', 13)),
];

function at(name: string, layer: Layer, seq: number | undefined, tamper: Tampering['tamper']): Tampering {
  return { name, layer, seq, tamper };
}

function spellings(ways: readonly (readonly [string, (text: string) => string])[]): Tampering[] {
  return ways.map(([name, tamper]) =>
    at(name, 'format', 5, (ledger) =>
      ledger.write(
        'entries',
        5,
        Buffer.from(tamper(ledger.bytes(5).toString()), name.includes('UTF') ? 'latin1' : 'utf8'),
      ),
    ),
  );
}

function append13(ledger: Folder, { envelope }: Entry): void {
  ledger.write('entries', 13, entryBytes({ seq: 13, prev: digest(ledger.bytes(12)), envelope }));
}

async function refound(ledger: Folder, others: Hands, naming?: Hands): Promise<void> {
  const body = genesisBody(others);
  const named = naming
    ? [{ ...naming.signer.key, zone: 'signer' as const, owner: 'the signer of before' }]
    : [];
  ledger.rollBack(0);
  const other = await Ledger.found(props(ledger.store, others), { ...body, keys: [...body.keys, ...named] });
  await other.append([seen(1)]);
}

async function forge(ledger: Folder, keys: readonly ZoneSigner[]): Promise<void> {
  const { size } = ledger;
  ledger.write('entries', size, await entryOf(seen(99), placeIn(ledger, size), keys));
}

async function rewrite(ledger: Folder, hands: Hands, from: number): Promise<void> {
  for (let seq = from; seq < ledger.size; seq += 1)
    ledger.write('entries', seq, await entryOf(seen(500 + seq), placeIn(ledger, seq), hands.keys));
}

async function rewriteTail(ledger: Folder, hands: Hands, from: number, to: number): Promise<void> {
  for (let seq = from; seq < to; seq += 1) ledger.write('entries', seq, 'x');
  await rewrite(ledger, hands, from);
  let frontier = EMPTY_FRONTIER;
  for (let seq = 0; seq < to; seq += 1) frontier = append(frontier, leafHash(ledger.bytes(seq)));
  ledger.write('checkpoints', to, await signNote(checkpointText(ORIGIN, frontier), ORIGIN, hands.signer));
}

/** The same bytes with one of the bits set that base64 does not use. */
function looselySpelt(base64: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const last = base64.search(/=*$/) - 1;
  const other = digits[digits.indexOf(base64[last]!) + 1]!;
  return base64.slice(0, last) + other + base64.slice(last + 1);
}

function placeIn(ledger: Folder, seq: number): Parameters<typeof entryOf>[1] {
  const prev = digest(ledger.bytes(seq - 1));
  const { predicate } = statementOf(ledger.entry(0).envelope.payload);
  return { ledger: predicate.ledger, seq, prev, recordedAt: AT, writer: 'thief' };
}

function statementOf(payload: string): { predicate: { ledger: Digest; body: object } } {
  return JSON.parse(Buffer.from(payload, 'base64').toString()) as never;
}
