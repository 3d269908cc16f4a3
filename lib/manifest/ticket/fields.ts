import { z } from 'zod';
import { isPlaceholder } from './placeholder.js';
import { lookAlikeOf } from '../../kernel/index.js';

const TICKET_ID = /^[A-Z][A-Z0-9]{1,9}-\d{1,9}$/;
/** What shows nothing or shows in another order than it is written, line ends and tabs aside. */
const HIDDEN = /(?![\n\r\t])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/u;

const line = (max: number): z.ZodString =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `is longer than ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'has a control or invisible character');

const sentence = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(10, 'must say it in 10 characters or more')
    .max(max, `is longer than ${max} characters`)
    .refine((text) => !HIDDEN.test(text), 'has a control or invisible character')
    .refine((text) => text.isWellFormed(), 'has half a character');

/** A text that names something by id. What passes for another id is refused, with what it looks like. */
export const idText = z
  .string()
  .min(1, 'must not be empty')
  .max(200, 'is longer than 200 characters')
  .superRefine((text, context) => {
    const found = lookAlikeOf(text);
    if (found) context.addIssue({ code: 'custom', message: found.why, params: { lookAlike: found } });
  });

export const ticketId = z.string().regex(TICKET_ID, 'is not a ticket id like `ACC-0042`');
export const justification = sentence(4000);
export const trigger = line(200).regex(
  /^[a-z][a-z-]*:[A-Za-z0-9._-]+$/,
  'is not of the form `incident:INC-3391`',
);
/** Times as text, of whatever form: version 1 says nothing more. */
export const windowV1 = z.strictObject({
  start: z.union([z.literal('on-approval'), line(40)]),
  for: line(20),
});

/** Words that somebody meant: no placeholder. */
export const meantText = (max: number): z.ZodString =>
  sentence(max).refine((text) => !isPlaceholder(text), 'is a placeholder');
export const incident = trigger.regex(/^incident:/, 'must name the incident, as `incident:INC-3391`');
export const windowV2 = z.strictObject({
  start: z
    .union([z.literal('on-approval'), line(40).regex(/^\d{4}-\d\d-\d\d[Tt]/, 'is no time with a zone')])
    .meta({ description: '`on-approval`, or an RFC 3339 time with a zone', examples: ['on-approval'] }),
  for: line(20)
    .regex(/^\d{1,6}[mhdw]$/, 'is not a number with m, h, d or w, like `4h`')
    .meta({ description: 'how long: a number with m, h, d or w; at most what the package allows' }),
});
export const personId = z
  .string()
  .regex(/^hr:[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'is not a person like `hr:10482`');
export const policyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'is not the id of a policy like `vendor-cutover`');
export const reasonCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,63}$/, 'is not a reason code like `VENDOR_CUTOVER`');
export const eventId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{2,199}$/, 'is not the id of a verification event');
