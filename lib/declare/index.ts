export { catalogueOf } from './catalogue-of.js';
export * from './public.js';
export { wholeNow, wholeOf } from './whole.js';
