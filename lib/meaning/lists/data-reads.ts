import { DATA_IN_SERVICES } from './data-in-services.js';
import { DATA_IN_STORES } from './data-in-stores.js';
import type { NamedActions } from './named.js';

/** What reads contents rather than descriptions. */
export const DATA_READS: readonly NamedActions[] = [...DATA_IN_STORES, ...DATA_IN_SERVICES];

/** The names of the actions that read contents, as AWS writes them. */
export const DATA_READING: ReadonlySet<string> = new Set(DATA_READS.flatMap(({ actions }) => actions));
