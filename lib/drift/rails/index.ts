import { administrators } from './administrators.js';
import { age } from './age.js';
import { breakGlass } from './break-glass.js';
import { byRule } from './by-rule.js';
import { ceiling } from './ceiling.js';
import { clock } from './clock.js';
import { controlTower } from './control-tower.js';
import { external } from './external.js';
import { foreignCeiling } from './foreign-ceiling.js';
import { grace } from './grace.js';
import { inDoubt } from './in-doubt.js';
import { knownAs } from './known-as.js';
import { lastAccess } from './last-access.js';
import { narrowing } from './narrowing.js';
import { newerDecision } from './newer-decision.js';
import { newerManifest } from './newer-manifest.js';
import { notTold } from './not-told.js';
import { pinned } from './pinned.js';
import { record } from './record.js';
import { restrictive } from './restrictive.js';
import { scopeMode } from './scope-mode.js';
import { upstream } from './upstream.js';

export { UNTIL, type Rail } from './rail.js';

/**
 * All rails in the order in which they are asked: first those whose answer nothing but another declaration changes, so
 * that what is only looked at never counts as work that waits; ceilings over what is left last.
 */
export const RAILS = [
  restrictive,
  external,
  scopeMode,
  pinned,
  breakGlass,
  controlTower,
  byRule,
  notTold,
  upstream,
  narrowing,
  inDoubt,
  knownAs,
  record,
  age,
  newerDecision,
  newerManifest,
  clock,
  grace,
  lastAccess,
  administrators,
  ceiling,
  foreignCeiling,
] as const;

/** The rails by id. */
export type RailId = (typeof RAILS)[number]['id'];
