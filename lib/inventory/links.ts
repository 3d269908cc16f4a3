import type { Principal, SourceId } from '../model/index.js';

/** What the inventory asks of the identity snapshot: who is behind a native id. `linksOf` of lib/identity fills it. */
export interface HolderLinks {
  principalOf(source: SourceId, native: string): Principal | undefined;
}
