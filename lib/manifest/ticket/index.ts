export * from './ticket.js';
export { ticketSchema } from './shape.js';
export { parseTicket, shortcomingsOf } from './parse.js';
export type { WherePath } from './fault-ground.js';
