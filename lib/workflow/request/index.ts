export { Answers, type Ask, type Question } from './answers.js';
export type { OptionalClaims } from './compose.js';
export { newTicket } from './new-ticket.js';
