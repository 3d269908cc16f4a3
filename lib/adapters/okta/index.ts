import { OKTA_SOURCE } from '../../model/index.js';
import type { Revoker } from '../../drift/index.js';
import type { AuditSource, InventorySource } from '../../inventory/index.js';
import { oktaAudit } from './audit.js';
import { OktaClient } from './client.js';
import type { OktaConfig } from './config.js';
import { oktaRevoker } from './revoker.js';
import { sweepOkta } from './sweep.js';

export type { OktaConfig } from './config.js';

/** One Okta org behind the three ports; they share one client, so one limiter and one pace. */
export interface OktaAdapters {
  readonly source: InventorySource;
  readonly revoker: Revoker;
  readonly audit: AuditSource;
}

/** Makes the adapters of one Okta org. Throws CONFIG_INVALID; touches nothing yet. */
export function oktaAdapters(config: OktaConfig): OktaAdapters {
  const client = new OktaClient(config);
  const id = config.source ?? OKTA_SOURCE;
  return {
    source: { id, feedsGroups: true, sweep: (options = {}) => sweepOkta(client, config, id, options) },
    revoker: oktaRevoker(client, id),
    audit: oktaAudit(client, id, config.clock),
  };
}
