export { Answers, type Ask, type Question } from './answers.js';
export { newTicket } from './new-ticket.js';
