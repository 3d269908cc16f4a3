import type { Check } from '../check.js';
import { birthrights } from './birthrights.js';
import { declarations } from './declarations.js';
import { decisions } from './decisions.js';
import { feeds } from './feeds.js';
import { governors } from './governors.js';
import { reviews } from './reviews.js';
import { rotation } from './rotation.js';
import { rules } from './rules.js';
import { tickets } from './tickets.js';

/** What a change is held to, in the order in which it is told. A further check is one file and a line here. */
export const CHECKS: readonly Check[] = [
  declarations,
  birthrights,
  governors,
  feeds,
  rules,
  tickets,
  decisions,
  reviews,
  rotation,
];
