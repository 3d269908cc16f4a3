import type { FeedFiles } from '../files/feeds.js';
import type { OktaUsersSource } from './okta-users.js';
import type { ScimEndpoint } from './scim/endpoint.js';

/** Where the accounts of a SCIM source are: the id that the sweep knows the source by. */
interface OfSource {
  /** @default - `scim` */
  readonly source?: string;
}

/** Where a feed comes from: a CSV file, or one of the other forms by its name. */
export type FeedSource =
  | FeedFiles
  | { readonly json: FeedFiles }
  | { readonly scim: (FeedFiles | ScimEndpoint) & OfSource }
  | { readonly okta: OktaUsersSource };

/** Where everything that says who somebody is comes from. */
export interface IdentitySources {
  readonly hr: FeedSource;
  /** Several are read as one: each has the accounts of its own source. */
  readonly directory: FeedSource | readonly FeedSource[];
  readonly delegations?: FeedFiles;
  readonly events?: FeedFiles;
  readonly credentials?: FeedFiles;
  /** People who have no manager by right, by worker id. */
  readonly heads?: readonly string[];
}
