import { createHash } from 'node:crypto';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Okta's three-character prefixes by kind of object. */
const OKTA_PREFIX: Readonly<Record<string, string>> = {
  'okta-user': '00u',
  'okta-group': '00g',
  'okta-app': '0oa',
  'okta-rule': '0pr',
  'okta-token': '00T',
  'okta-push': 'gPm',
};

/**
 * Deterministic ids in the providers' own formats: the same seed and order of calls give the same ids.
 * Kinds: `aws-user`, `aws-group`, `aws-membership` (Identity Store), `permission-set`, `okta-*` and any
 * other kind (an Okta prefix such as `0pr` too; else a UUID).
 */
export function idMaker(seed: string): (kind: string) => string {
  const made = new Map<string, number>();
  return (kind) => {
    const count = (made.get(kind) ?? 0) + 1;
    made.set(kind, count);
    return format(
      kind,
      createHash('sha256')
        .update(JSON.stringify([seed, kind, count]))
        .digest(),
    );
  };
}

function format(kind: string, bytes: Buffer): string {
  const prefix = OKTA_PREFIX[kind] ?? (/^[0-9a-zA-Z]{3}$/.test(kind) ? kind : undefined);
  if (prefix !== undefined) return prefix + letters(bytes, 17);
  if (kind === 'permission-set') return `ps-${bytes.toString('hex').slice(0, 16)}`;
  if (kind === 'access-key') return `ASIA${letters(bytes, 16).toUpperCase()}`;
  if (['aws-user', 'aws-group', 'aws-membership'].includes(kind)) return `9067f0e1a2-${uuid(bytes)}`;
  return uuid(bytes);
}

function letters(bytes: Buffer, length: number): string {
  return [...bytes.subarray(0, length)]
    .map((byte) => ALPHANUMERIC.charAt(byte % ALPHANUMERIC.length))
    .join('');
}

function uuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const variant = '89ab'.charAt((bytes[8] ?? 0) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
