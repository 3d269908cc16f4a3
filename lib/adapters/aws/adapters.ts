import type { Revoker } from '../../drift/index.js';
import type { AuditSource, InventorySource } from '../../inventory/index.js';
import { AWS_SOURCE } from '../../model/index.js';
import { accessMaker } from './access.js';
import { awsAudit } from './audit/audit.js';
import { callerOf, type AwsIdentity } from './caller-identity.js';
import type { AwsConfig } from './config.js';
import { limitsOf } from './limits.js';
import { awsRevoker } from './revoke/revoker.js';
import { awsSource } from './sweep/sweep.js';

/** Everything that Writ does on AWS. */
export interface AwsAdapters {
  readonly source: InventorySource;
  readonly revoker: Revoker;
  readonly audit: AuditSource;
  /** Who the credential is, so that nobody takes away their own last access. Throws a WritError. */
  identity(signal?: AbortSignal): Promise<AwsIdentity>;
}

/** The AWS adapters over one set of clients and limiters; nothing is called until they are used. */
export function awsAdapters(config: AwsConfig): AwsAdapters {
  const access = accessMaker(config);
  const { source: id = AWS_SOURCE, instanceArn, livePolicies = true } = config;
  const props = { id, access, instanceArn, livePolicies };
  return {
    source: awsSource(props),
    revoker: awsRevoker(props, limitsOf(config).unfinishedWrites),
    audit: awsAudit(id, access),
    identity: (signal) => callerOf(access(signal)),
  };
}
