import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import {
  append,
  consistencyProof,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  includes,
  inclusionProof,
  isConsistent,
  leafHash,
  rootOf,
  treeHash,
} from '../../lib/evidence/merkle.js';
import { isNoteBy, noteKeyText, parseNote, parseNoteKey, signNote } from '../../lib/evidence/note.js';
import { isSignedBy, localSigner, newPrivateKey, publicKey } from '../../lib/evidence/keys.js';
import { preAuthentication, seal, signersOf } from '../../lib/evidence/envelope.js';
import { STATEMENT_TYPE, subject } from '../../lib/evidence/statement.js';

/** Leaves and roots of the reference tree of the certificate-transparency project's own tests. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const many = (size: number) => Array.from({ length: size }, (_, i) => leafHash(Buffer.from(String(i))));

describe('the Merkle tree of RFC 6962', () => {
  it('has the published roots', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(ROOTS.map((_, i) => treeHash(leaves.slice(0, i + 1)).toString('hex'))).toEqual(ROOTS);
  });

  it('keeps a frontier logarithmic in its size', () => {
    const frontier = many(1000).reduce(append, EMPTY_FRONTIER);
    expect(frontier.roots.length).toBe(6);
    expect(rootOf(frontier).equals(treeHash(many(1000)))).toBe(true);
  });

  it('proves every leaf, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, at, other) => {
        const [tree, index, wrong] = [many(size), at % size, other % size];
        const [proof, root] = [inclusionProof(tree, index), treeHash(tree)];
        expect(includes(tree[index]!, index, size, proof, root)).toBe(true);
        expect(includes(tree[wrong]!, index, size, proof, root)).toBe(wrong === index);
        expect(includes(tree[index]!, index, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) expect(includes(tree[index]!, index, size, proof.slice(1), root)).toBe(false);
        expect(includes(tree[index]!, size, size, proof, root)).toBe(false);
      }),
    );
  });

  it('proves that a tree continues an earlier one, and only then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, at) => {
        const [tree, first] = [many(size), (at % size) + 1];
        const [older, newer, proof] = [
          treeHash(tree.slice(0, first)),
          treeHash(tree),
          consistencyProof(tree, first),
        ];
        expect(isConsistent(first, older, size, newer, proof)).toBe(true);
        expect(isConsistent(first, leafHash(Buffer.from('x')), size, newer, proof)).toBe(false);
        expect(isConsistent(first, older, size, leafHash(Buffer.from('x')), proof)).toBe(false);
        if (first < size) expect(isConsistent(first, older, size, newer, [])).toBe(false);
      }),
    );
    expect(isConsistent(0, EMPTY_ROOT, 3, treeHash(many(3)), [])).toBe(true);
    expect(isConsistent(4, EMPTY_ROOT, 3, EMPTY_ROOT, [])).toBe(false);
  });
});

describe('signed notes', () => {
  const KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const NOTE =
    'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
      '’',
      "'",
    ) +
    '\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

  it('accept the published example, and no change of it', () => {
    const key = parseNoteKey(KEY);
    expect(noteKeyText(key)).toBe(KEY);
    expect(isNoteBy(parseNote(NOTE), key)).toBe(true);
    expect(isNoteBy(parseNote(NOTE.replace('answer', 'Answer')), key)).toBe(false);
    expect(isNoteBy(parseNote(NOTE.replace('PeterNeumann', 'Peter')), key)).toBe(false);
  });

  it('are read back as signed', async () => {
    const signer = localSigner(newPrivateKey());
    const note = parseNote(await signNote('origin\n3\nroot\n', 'ledger.example', signer));
    expect(isNoteBy(note, { name: 'ledger.example', key: signer.key })).toBe(true);
    expect(isNoteBy(note, { name: 'ledger.example', key: localSigner(newPrivateKey()).key })).toBe(false);
  });

  it.each([KEY.replace('c74f20a3', 'c74f20a4'), 'x', 'a b+00000000+AA==', KEY.replace('+AR', '+Ah')])(
    'refuses the key `%s`',
    (text) => {
      expect(() => parseNoteKey(text)).toThrow(expect.objectContaining({ code: 'INPUT_MALFORMED' }));
    },
  );

  it.each(['', 'text\n', 'text\n\nnot a signature\n', 'text\n\n— name\n', NOTE.slice(0, -1)])(
    'refuses the note %j',
    (text) => {
      expect(() => parseNote(text)).toThrow(expect.objectContaining({ code: 'INPUT_MALFORMED' }));
    },
  );

  it('refuses to sign what is no note', async () => {
    await expect(signNote('no newline', 'x', localSigner(newPrivateKey()))).rejects.toMatchObject({
      code: 'INPUT_MALFORMED',
    });
  });
});

describe('envelopes', () => {
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [subject('x', 'sha256:00')],
    predicateType: 'urn:x',
    predicate: { a: 1 },
  } as const;

  it('have the published pre-authentication encoding of DSSE', () => {
    expect(preAuthentication('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('name exactly the keys that signed', async () => {
    const [a, b, c] = [1, 2, 3].map(() => localSigner(newPrivateKey()));
    const envelope = await seal(statement, [a!, b!]);
    const keys = new Map([a!, b!, c!].map((s) => [s.key.id as string, s.key]));
    expect([...signersOf(envelope, keys)].sort()).toEqual([a!.key.id, b!.key.id].sort());
    expect(signersOf({ ...envelope, payload: Buffer.from('{}').toString('base64') }, keys).size).toBe(0);
    expect(signersOf(envelope, new Map()).size).toBe(0);
  });

  it('take P-256 keys, and refuse others', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signer = localSigner(pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
    expect(signer.key.algorithm).toBe('ecdsa-p256-sha256');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
      format: 'pem',
      type: 'spki',
    }) as string;
    expect(() => publicKey(rsa)).toThrow(expect.objectContaining({ code: 'INPUT_MALFORMED' }));
    expect(() => publicKey('nonsense')).toThrow(expect.objectContaining({ code: 'INPUT_MALFORMED' }));
    expect(isSignedBy(signer.key, Buffer.from('x'), Buffer.from('y'))).toBe(false);
  });
});
