export { catalogueOf } from './catalogue-of.js';
export * from './public.js';
