export { awsAdapters, type AwsAdapters } from './adapters.js';
export type { AwsConfig, RequestHandler } from './config.js';
export type { AwsLimits } from './limits.js';
export { kmsSigner } from './kms.js';
