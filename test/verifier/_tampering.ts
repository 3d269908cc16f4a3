import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
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
  type Body,
  type Entry,
  type Fact,
  type KeyId,
  type Layer,
  type Zone,
  type ZoneSigner,
} from '../../lib/evidence/index.js';
import { canonicalJson, digest, digestOf, type Digest, type Instant } from '../../lib/kernel/index.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { AT, genesisBody, handOf, newHands, ORIGIN, props, seen, type Hands } from '../evidence/_ledger.js';

type GenesisKeys = Body<'genesis'>['keys'];

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
  at('lay a checkpoint over no entries', 'format', undefined, (ledger) =>
    ledger.write('checkpoints', 0, 'any bytes\n'),
  ),
  at('lay a signed checkpoint over no entries', 'format', undefined, async (ledger, { signer }) =>
    ledger.write('checkpoints', 0, await signNote(checkpointText(ORIGIN, EMPTY_FRONTIER), ORIGIN, signer)),
  ),
  at('lay a file into a foreign folder', 'format', undefined, (ledger) => {
    mkdirSync(join(ledger.root, 'notes'));
    writeFileSync(join(ledger.root, 'notes', 'README'), 'hello');
  }),
  at('bury a checkpoint in foreign signatures', 'checkpoint', 12, (ledger) =>
    ledger.write('checkpoints', 13, ledger.note(13) + foreignSignatures(600)),
  ),
  at('record at a time that there is not', 'format', 13, (ledger, hands) =>
    forge(ledger, hands.keys, { recordedAt: '2026-13-45T25:61:61.999Z' as Instant }),
  ),
  at('tell of a time that there is not', 'format', 13, (ledger, hands) =>
    forge(ledger, hands.keys, {}, {
      ...seen(99),
      body: { ...seen(99).body, at: '2026-02-30T09:00:00.000Z' },
    } as Fact),
  ),
  at('link an entry to a file that is gone', 'chain', 6, (ledger) => {
    ledger.remove('entries', 6);
    symlinkSync(join(ledger.root, 'nowhere'), ledger.path('entries', 6));
  }),
  at('found by two governors who are one, told apart by a space', 'signature', 0, (ledger, hands) =>
    replaceGenesis(ledger, hands, (keys) =>
      keys.map((key, index) =>
        key.zone === 'governor' ? { ...key, owner: `hr:1${' '.repeat(index)}` } : key,
      ),
    ),
  ),
  at('found by two governors who are one, told apart by what nobody sees', 'signature', 0, (ledger, hands) =>
    replaceGenesis(ledger, hands, (keys) =>
      keys.map((key, index) =>
        key.zone === 'governor' ? { ...key, owner: index ? 'HR:\u200b1' : 'hr:1' } : key,
      ),
    ),
  ),
  at('name a key of small order', 'format', 0, (ledger, hands) =>
    replaceGenesis(ledger, hands, (keys) => [...keys, smallOrderKey()]),
  ),
  at('name a key by a compressed point', 'format', 0, (ledger, hands) =>
    replaceGenesis(ledger, hands, (keys) => [...keys, compressedKey()]),
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

async function forge(
  ledger: Folder,
  keys: readonly ZoneSigner[],
  place: Partial<ReturnType<typeof placeIn>> = {},
  fact: Fact = seen(99),
): Promise<void> {
  const { size } = ledger;
  ledger.write('entries', size, await signedEntry(fact, { ...placeIn(ledger, size), ...place }, keys));
}

/** An entry as a thief's own program signs it: whatever it says, and no check of ours before it. */
async function signedEntry(
  { kind, body }: Fact,
  { seq, prev, ledger, recordedAt }: ReturnType<typeof placeIn>,
  keys: readonly ZoneSigner[],
  zone: Zone = 'keeper',
): Promise<Buffer> {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'body', digest: { sha256: digestOf(body).slice('sha256:'.length) } }],
    predicateType: `urn:x-writ:${kind}:v1`,
    predicate: { ledger, seq, prev, recordedAt, zone, writer: 'thief', body },
  };
  const payload = Buffer.from(canonicalJson(statement));
  const payloadType = 'application/vnd.in-toto+json';
  const message = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
  const signers = keys.filter((key) => key.zone === zone);
  const signatures = await Promise.all(
    signers.map(async ({ signer }) => ({
      keyid: signer.key.id,
      sig: Buffer.from(await signer.sign(message)).toString('base64'),
    })),
  );
  return Buffer.from(
    canonicalJson({ seq, prev, envelope: { payload: payload.toString('base64'), payloadType, signatures } }),
  );
}

/** A first entry with other keys, signed by both governors: what somebody founds who means to be alone. */
async function replaceGenesis(
  ledger: Folder,
  hands: Hands,
  change: (keys: GenesisKeys) => GenesisKeys,
): Promise<void> {
  const body = genesisBody(hands);
  const fact = { kind: 'genesis', body: { ...body, keys: change(body.keys) } } as unknown as Fact;
  const place = { seq: 0, prev: null, ledger: digestOf(fact.body), recordedAt: AT, writer: 'thief' };
  ledger.write('entries', 0, await signedEntry(fact, place, hands.keys, 'governor'));
}

/** Ed25519, with the identity for a public key. */
function smallOrderKey(): GenesisKeys[number] {
  return namedKey('ed25519', Buffer.from(`302a300506032b657003210001${'00'.repeat(31)}`, 'hex'));
}

/** P-256, with its point compressed: another spelling of a key that both readers know. */
function compressedKey(): GenesisKeys[number] {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const whole = publicKey.export({ format: 'der', type: 'spki' });
  const [x, lastOfY = 0] = [whole.subarray(27, 59), whole.at(-1)];
  const head = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
  return namedKey('ecdsa-p256-sha256', Buffer.concat([head, Buffer.from([2 + (lastOfY & 1)]), x]));
}

function namedKey(algorithm: GenesisKeys[number]['algorithm'], der: Buffer): GenesisKeys[number] {
  return {
    id: digest(der) as unknown as KeyId,
    algorithm,
    spki: der.toString('base64'),
    zone: 'keeper',
    owner: 'a',
  };
}

/** Signature lines of witnesses that nobody here knows (C2SP signed-note). */
export function foreignSignatures(count: number): string {
  const body = Buffer.alloc(68, 7).toString('base64');
  return Array.from({ length: count }, (_, index) => `— witness-${index}.example ${body}\n`).join('');
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
