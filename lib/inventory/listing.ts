import type { PerObject } from '../model/index.js';
import type { Part } from './source.js';

/** A listing that everything below it depends on. */
export type Listing = Extract<Part, { part: 'listing' }>['of'];

/** The listing that shows the objects of each kind: without it whole, none is proved to be gone. */
export const LISTING: PerObject<Listing> = {
  'okta.group': 'groups',
  'aws.group': 'groups',
  'aws.permission-set': 'permission-sets',
  'okta.app': 'apps',
};
