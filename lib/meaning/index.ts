export { privilegeOf } from './privilege.js';
