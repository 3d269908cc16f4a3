import { createPublicKey } from 'node:crypto';
import {
  localSigner,
  newPrivateKey,
  publicKey,
  publicKeyFromRaw,
  rawEd25519,
} from '../../lib/evidence/index.js';
import { isSmallOrder } from '../../lib/evidence/small-order.js';

const P = 2n ** 255n - 19n;
const D = mod(-121665n * inverse(121666n));
type Point = readonly [bigint, bigint];
const IDENTITY: Point = [0n, 1n];

function mod(value: bigint): bigint {
  return ((value % P) + P) % P;
}
function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}
function inverse(value: bigint): bigint {
  return power(value, P - 2n);
}
/** The affine addition of RFC 8032, section 5.1.4, for a twisted Edwards curve with a = -1. */
function add([x1, y1]: Point, [x2, y2]: Point): Point {
  const product = mod(D * x1 * x2 * y1 * y2);
  return [mod((x1 * y2 + x2 * y1) * inverse(1n + product)), mod((y1 * y2 + x1 * x2) * inverse(1n - product))];
}
/** RFC 8032, section 5.1.3, without the refusal of encodings that are not the shortest. */
function decode(raw: Buffer): Point | undefined {
  const bytes = Buffer.from(raw).reverse();
  bytes[0]! &= 0x7f;
  const y = mod(BigInt(`0x${bytes.toString('hex')}`));
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n));
  const root = power(square, (P + 3n) / 8n);
  const x = [root, mod(root * power(2n, (P - 1n) / 4n))].find((one) => mod(one * one) === square);
  return x === undefined ? undefined : [x, y];
}

function encodingOf(y: bigint): Buffer {
  return Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
}

const ENCODINGS = [
  ...[0n, 1n, P - 1n, P, P + 1n].map(encodingOf),
  Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex'),
  Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex'),
];

describe('H7 Ed25519 keys of small order', () => {
  it.each(ENCODINGS.map((raw) => [raw.toString('hex'), raw] as const))(
    '%s is one by the law of the curve, with either sign, and is no key',
    (_, raw) => {
      let point = decode(raw)!;
      for (let doubled = 0; doubled < 3; doubled += 1) point = add(point, point);
      expect(point).toEqual(IDENTITY);
      const signed = Buffer.from(raw);
      signed[31]! |= 0x80;
      expect([isSmallOrder(raw), isSmallOrder(signed)]).toEqual([true, true]);
      expect(() => publicKeyFromRaw(raw)).toThrow();
    },
  );

  it('lets every other key be: the base point, and keys as they are made', () => {
    expect(isSmallOrder(encodingOf(mod(4n * inverse(5n))))).toBe(false);
    const { key } = localSigner(newPrivateKey());
    expect(publicKeyFromRaw(rawEd25519(key))).toEqual(key);
  });

  it('a key has one spelling: PEM and DER give the same, other DER is refused', () => {
    const { key } = localSigner(newPrivateKey());
    const der = Buffer.from(key.spki, 'base64');
    const pem = createPublicKey({ key: der, format: 'der', type: 'spki' }).export({
      format: 'pem',
      type: 'spki',
    });
    expect(publicKey(pem.toString())).toEqual(key);
    expect(() => publicKey(Buffer.concat([der, Buffer.from([0])]).toString('base64'))).toThrow();
  });
});
