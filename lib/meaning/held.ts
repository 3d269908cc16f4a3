import type { Allowance } from './allowances.js';
import type { Cell } from './compare/cell.js';
import { encoded } from './encode.js';
import { isPassedTo, mayPassTo } from './passed-to.js';
import { isElsewhere } from './elsewhere.js';
import { reachIn, wider, type ActionReach } from './reach.js';
import { partsOf, type ResourcePattern } from './resource.js';

/** When an allowed action counts. */
export interface Demand {
  /** The least reach that counts. @default 'named', however little */
  readonly reach?: Exclude<ActionReach, 'every'>;
  /** Kinds of things of which it has to reach one. @default whatever the action works on */
  readonly on?: readonly ResourcePattern[];
  /** Whether what is named after its holder leaves it out. @default false */
  readonly others?: boolean;
  /** Whether only roles count whose account is left open, or that are known to administer. @default false */
  readonly elsewhere?: boolean;
  /** Services to one of which a role has to be passed. @default the action passes none */
  readonly passedTo?: readonly string[];
}

/** An action that counts. */
export interface HeldAction {
  /** As AWS writes it. */
  readonly action: string;
  readonly reach: ActionReach;
  /** Whether it may be done without any condition, as far as it reaches. */
  readonly always: boolean;
}

/** What is left of an allowed action where it counts. */
export interface HeldInCells extends HeldAction {
  readonly cells: readonly Cell[];
}

/** The action as far as it counts; undefined where it does not. */
export function heldAsDemanded(allowance: Allowance | undefined, demand: Demand): HeldInCells | undefined {
  if (!allowance) return undefined;
  const cells: Cell[] = [];
  let most: ActionReach | undefined;
  let always = false;
  for (const cell of allowance.cells) {
    if (!counts(cell, demand)) continue;
    const reach = reachIn(cell, demand.on ?? allowance.resources);
    if (reach === undefined || (reach === 'named' && demand.reach === 'wide')) continue;
    cells.push(cell);
    if (most !== reach && wider(most, reach) === reach) [most, always] = [reach, false];
    always ||= reach === most && isFree(cell, demand);
  }
  return most === undefined ? undefined : { action: allowance.name, reach: most, always, cells };
}

function counts(cell: Cell, { others, elsewhere, passedTo }: Demand): boolean {
  if (isServiceLinked(cell) || (others === true && isOnesOwn(cell))) return false;
  if (elsewhere === true && !isElsewhere(cell)) return false;
  return passedTo === undefined || mayPassTo(cell.conditions, passedTo);
}

/** That a role may go only to services of which the demand names one does not hinder it. */
function isFree({ conditions }: Cell, { passedTo }: Demand): boolean {
  return conditions.every((clause) => passedTo !== undefined && isPassedTo(clause));
}

const OWN = encoded('/${aws:username}') ?? '';

/** `arn:aws:iam::*:user/${aws:username}`: one's own user, whatever account and path it is in. */
export function isOnesOwn({ within }: Cell): boolean {
  return within.some((pattern) => pattern.endsWith(OWN));
}

/**
 * Roles that belong to a service: nobody but it may change them or take them on.
 * Source: IAM user guide, "Service-linked roles".
 */
export function isServiceLinked({ within }: Cell): boolean {
  return within.some((pattern) => partsOf(pattern)[5]?.startsWith('role/aws-service-role/'));
}
