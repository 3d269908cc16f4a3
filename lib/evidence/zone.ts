/** The trust zones (docs/ledger.md#kinds-zones-and-keys), the people who govern, and those who run: each key belongs to one. */
export const ZONES = ['build', 'gate', 'plan', 'apply', 'keeper', 'signer', 'governor', 'operator'] as const;

/** Who may append what is decided by zone; a key of one zone is worth nothing in another. */
export type Zone = (typeof ZONES)[number];
