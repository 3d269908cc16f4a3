// What has to be looked at again, and by when.
export * from './reviews.js';
export * from './rotation.js';
