import type { SourceId } from '../../model/index.js';
import type { Revoker } from '../../drift/index.js';
import type { OktaClient } from './client.js';
import { removalOf } from './removals.js';

/** Takes away what people and groups hold in Okta, where nothing else keeps it, and reads back that it is gone. */
export function oktaRevoker(client: OktaClient, id: SourceId): Revoker {
  return {
    id,
    submit: async (revocation, signal) => {
      const { removal, live } = removalOf(revocation, id);
      await removal.submit(client, live, revocation, signal);
      return { state: 'done' };
    },
    // Okta removes at once; whether it did is for the read-back to say.
    poll: () => Promise.resolve({ state: 'done' }),
    readBack: async (revocation, signal) => {
      const { removal, live } = removalOf(revocation, id);
      return removal.readBack(client, live, signal);
    },
  };
}
