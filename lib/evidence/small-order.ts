/**
 * The points of small order of edwards25519, in every encoding that decodes to one, with the sign bit cleared. A signature by
 * such a key says nothing: with most of them anybody can make one (RFC 8032 section 5.1; the list of libsodium).
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** Whether the 32 bytes of an Ed25519 public key are a point of small order, under which signatures prove nothing. */
export function isSmallOrder(raw: Uint8Array): boolean {
  const masked = Buffer.from(raw);
  if (masked.length === 32) masked[31] = (masked[31] ?? 0) & 0x7f;
  return SMALL_ORDER.has(masked.toString('hex'));
}
