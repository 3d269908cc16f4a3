import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import { riskTier } from '../catalogue-schema.js';
import * as field from './fields.js';
import {
  RECOVERY_ACTIONS,
  TICKET_CLASSES,
  TICKET_KINDS,
  TICKET_SCHEMA,
  type Ticket,
  type TicketKind,
  type TicketV1,
  type TicketV2,
} from './ticket.js';

/** A ticket as its file has it: times are text until they are read. */
export type Written<T extends TicketV1 | TicketV2 | Ticket> = T extends unknown
  ? Omit<T, 'file' | 'window'> & { readonly window: { readonly start: string; readonly for: string } }
  : never;

/** Version 1: one shape for all kinds. */
export const ticketV1Fields = z.strictObject({
  ticket: field.ticketId,
  kind: z.enum(TICKET_KINDS),
  principal: field.idText,
  package: field.idText,
  asset: field.idText,
  justification: field.justification,
  window: field.windowV1,
  trigger: field.trigger.exactOptional(),
  of: field.ticketId.exactOptional(),
});

const says = (description: string): { description: string } => ({ description });

/** What every ticket of version 2 says, in the order in which files have it. */
const claims = {
  schema: z.literal(TICKET_SCHEMA).meta(says('the version of this file')),
  ticket: field.ticketId.meta(says('the id: capital letters, a dash, digits')),
};
const asked = {
  principal: field.idText.meta(says('`hr:<HR worker id>` or `workload:<declared id>`')),
  package: field.idText.meta(says('the id of a declared package')),
  asset: field.idText.meta(says('one asset of that package')),
  justification: field.meantText(4000).meta(says('why, in 10 characters or more; no placeholder')),
  window: field.windowV2.meta(says('when: never without an end')),
  tier: riskTier.meta(says('the risk tier as declared; compared with what is computed')).exactOptional(),
  class: z
    .enum(TICKET_CLASSES)
    .meta(says('the class as declared; compared with what is computed'))
    .exactOptional(),
  onBehalfOf: field.personId.meta(says('the human on whose behalf an agent opened it')).exactOptional(),
  review: z
    .strictObject({
      rotation: field.meantText(1000).meta(says('what rotating its credential breaks')).exactOptional(),
      dependents: field.meantText(1000).meta(says('what depends on it')).exactOptional(),
      revocation: field.meantText(1000).meta(says('how its access is taken away')).exactOptional(),
    })
    .meta(says('of a workload only: what a reviewer has to know'))
    .exactOptional(),
  reaches: shapes
    .list(field.idText)
    .meta(says('of a vendor: the downstream systems that the access reaches'))
    .exactOptional(),
};
const trigger = field.trigger.meta(says('access ends when this ends, if earlier: `change:CHG-7731`'));
const of = field.ticketId.meta(says('the ticket that this one changes'));

/** Version 2, by kind: its own fields, and no other's. */
export const TICKET_FIELDS = {
  standard: z.strictObject({
    ...claims,
    kind: z.literal('standard'),
    ...asked,
    trigger: trigger.exactOptional(),
  }),
  renewal: z.strictObject({
    ...claims,
    kind: z.literal('renewal'),
    of,
    ...asked,
    trigger: trigger.exactOptional(),
  }),
  exception: z.strictObject({
    ...claims,
    kind: z.literal('exception'),
    ...asked,
    exception: z
      .strictObject({
        policy: field.policyId.meta(says('the policy of exceptions that allows it')),
        reason: field.reasonCode.meta(says('why, as a code of that policy')),
      })
      .meta(says('under which policy it is judged')),
    trigger: trigger.exactOptional(),
  }),
  emergency: z.strictObject({
    ...claims,
    kind: z.literal('emergency'),
    ...asked,
    trigger: field.incident.meta(says('the incident: `incident:INC-3391`')),
  }),
  'account-recovery': z.strictObject({
    ...claims,
    kind: z.literal('account-recovery'),
    ...asked,
    recovery: z
      .strictObject({
        action: z.enum(RECOVERY_ACTIONS),
        verification: field.eventId.meta(says('the event by which the person was verified')),
      })
      .meta(says('what is to be done to the account')),
    trigger: trigger.exactOptional(),
  }),
  removal: z.strictObject({
    ...claims,
    kind: z.literal('removal'),
    of,
    ...asked,
    trigger: trigger.exactOptional(),
  }),
} as const satisfies Readonly<Record<TicketKind, z.ZodObject>>;

/** The shape of version 1. */
export const ticketV1Schema = shapeOf<Written<TicketV1>>()(ticketV1Fields);

/** The shape of version 2. */
export const ticketV2Schema = shapeOf<Written<TicketV2>>()(
  z.discriminatedUnion('kind', [
    TICKET_FIELDS.standard,
    TICKET_FIELDS.renewal,
    TICKET_FIELDS.exception,
    TICKET_FIELDS.emergency,
    TICKET_FIELDS['account-recovery'],
    TICKET_FIELDS.removal,
  ]),
);

/** The shape of a ticket file of either version; nothing in it is trusted as fact. */
export const ticketSchema = z.union([ticketV2Schema, ticketV1Schema]);

/** The fields of one kind, or of version 1. */
export type TicketShape = typeof ticketV1Fields | (typeof TICKET_FIELDS)[TicketKind];
