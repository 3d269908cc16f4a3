export { awsAdapters, type AwsAdapters } from './adapters.js';
export type { AwsConfig, AwsLimits, RequestHandler } from './config.js';
