/** The public API of `writ`: what entitlement files are written with. */
export * from './declare/index.js';
export { Construct } from 'constructs';
export type { List } from './kernel/index.js';
export type { Carrier, Catalogue, HolderClass, RiskTier, ScopeMode } from './manifest/index.js';
export {
  defineConfig,
  type AwsSourceConfig,
  type FeedPaths,
  type OktaSourceConfig,
  type SourcesConfig,
  type WritConfig,
} from './cli/config.js';
