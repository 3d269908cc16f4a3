/** The public API of `writ`: what entitlement files and the configuration are written with. */
export * from './declare/public.js';
export { Construct } from 'constructs';
export { AWS_MANAGED_POLICIES, type AwsManagedPolicy } from './meaning/index.js';
export type { Digest, Id, Instant, List, Milliseconds } from './kernel/index.js';
export type { Carrier, HolderClass, RiskTier, ScopeMode } from './manifest/index.js';
export {
  defineConfig,
  type AnchorConfig,
  type AwsSourceConfig,
  type BackendConfig,
  type DirectoryFeed,
  type FeedPaths,
  type FeedsConfig,
  type JsonFeed,
  type GovernanceConfig,
  type LedgerConfig,
  type OktaFeed,
  type OktaSourceConfig,
  type ScimFeed,
  type ScimService,
  type SourcesConfig,
  type TerraformConfig,
  type WritConfig,
} from './cli/config.js';
export type { AwsLimits } from './adapters/aws/limits.js';
export type { OktaLimits } from './adapters/okta/config.js';
export type { CredentialSource } from './adapters/terraform/credential.js';
export type { Ceiling, Patience, Rails, AdminSeat } from './drift/index.js';
export type { FallAccepted, FeedLimits } from './identity/index.js';
export type {
  AccountId,
  AwsGroupRef as AwsGroupRef,
  Group as GroupRef,
  OktaGroupRef as OktaGroupRef,
  Ref,
  SourceId,
} from './model/index.js';
