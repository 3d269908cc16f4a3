/** How dangerous an access is, from nothing to everything. `data-read` reads contents rather than descriptions. */
export const TIERS = [
  'none',
  'list',
  'read',
  'data-read',
  'write',
  'tagging',
  'permissions-management',
  'administrator',
] as const;
export type Tier = (typeof TIERS)[number];

/** The higher of two. */
export function higher(a: Tier, b: Tier): Tier {
  return TIERS.indexOf(a) < TIERS.indexOf(b) ? b : a;
}
