import type { Allowance } from './allowances.js';
import type { Cell } from './compare/cell.js';
import { isOnesOwn, isServiceLinked } from './held.js';
import type { LevelLetter } from './index/level.js';
import { CHANGING_ACCESS, CHANGING_OTHERS, DATA_READING } from './lists/index.js';
import type { Tier } from './tiers.js';

const OF_LEVEL: Readonly<Record<LevelLetter, Tier>> = {
  l: 'list',
  r: 'read',
  w: 'write',
  t: 'tagging',
  p: 'permissions-management',
};

/** The tier of one action: its level, except for what reads contents and for what changes who may do what. */
export function tierOf({ name, level }: Pick<Allowance, 'name' | 'level'>): Tier {
  if (CHANGING_ACCESS.has(name)) return 'permissions-management';
  return (level === 'r' || level === 'l') && DATA_READING.has(name) ? 'data-read' : OF_LEVEL[level];
}

/** The tier of an action as far as it is allowed. */
export function tierAsAllowed(allowance: Pick<Allowance, 'name' | 'level' | 'cells'>): Tier {
  const { name, cells } = allowance;
  const tier = tierOf(allowance);
  if (tier === 'permissions-management' && cells.every((cell) => leavesAccess(name, cell))) return 'write';
  return name === EXPRESS_SESSION && cells.every(isReadOnly) ? 'data-read' : tier;
}

/** Whether who may do what is the same afterwards: of roles that are a service's own, and of one's own credentials. */
function leavesAccess(name: string, cell: Cell): boolean {
  return isServiceLinked(cell) || (CHANGING_OTHERS.has(name) && isOnesOwn(cell));
}

/** A session with a directory bucket reads and writes, or reads only. Source: Amazon S3 API reference, "CreateSession". */
const EXPRESS_SESSION = 's3express:CreateSession';

function isReadOnly({ conditions }: Cell): boolean {
  return conditions.some(
    ({ key, operator, ifExists, values }) =>
      key === 's3express:sessionmode' &&
      operator === 'stringequals' &&
      !ifExists &&
      values.every((value) => value === 'ReadOnly'),
  );
}
