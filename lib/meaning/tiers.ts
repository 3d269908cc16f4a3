import type { Allowance } from './allowances.js';
import type { LevelLetter } from './index/level.js';

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

const OF_LEVEL: Readonly<Record<LevelLetter, Tier>> = {
  l: 'list',
  r: 'read',
  w: 'write',
  t: 'tagging',
  p: 'permissions-management',
};

/** The tier of one action. */
export function tierOf(
  { name, level }: Pick<Allowance, 'name' | 'level'>,
  readsData: ReadonlySet<string>,
): Tier {
  if ((level === 'r' || level === 'l') && readsData.has(name)) return 'data-read';
  return OF_LEVEL[level];
}

/** The higher of two. */
export function higher(a: Tier, b: Tier): Tier {
  return TIERS.indexOf(a) < TIERS.indexOf(b) ? b : a;
}
