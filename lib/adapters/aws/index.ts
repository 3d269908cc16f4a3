export { awsAdapters, type AwsAdapters } from './adapters.js';
export type { AwsConfig, AwsCredentials, AwsLimits, RequestHandler } from './config.js';
