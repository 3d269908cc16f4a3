export { bounded } from './bounded.js';
export * from './limiter.js';
export { waitAfter, withRetries, type RetryProps } from './retries.js';
