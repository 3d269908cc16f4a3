export { REASON_CODES, type PrivilegeReason } from './reason.js';
export { reasonsOf } from './reasons.js';
