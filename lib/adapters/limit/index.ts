export * from './limiter.js';
export { withRetries, type RetryProps } from './retries.js';
