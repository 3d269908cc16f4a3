import { z } from 'zod';
import { parseInstant, type Instant } from '../../../kernel/index.js';

const text = z.string().optional();

const identity = z.looseObject({
  type: text,
  arn: text,
  accountId: text,
  principalId: text,
  userName: text,
  invokedBy: text,
  identityProvider: text,
  onBehalfOf: z.looseObject({ userId: z.string() }).optional(),
  sessionContext: z
    .looseObject({ sessionIssuer: z.looseObject({ type: text, arn: text, userName: text }).optional() })
    .optional(),
});

/** The documented `userIdentity` element, as far as an actor is named by it. */
export type TrailIdentity = Partial<z.infer<typeof identity>>;

const record = z.looseObject({
  eventID: z.string().min(1),
  eventTime: z.string(),
  eventName: z.string(),
  eventSource: z.string(),
  errorCode: z.string().optional(),
  userIdentity: identity.nullish(),
  requestParameters: z.unknown().optional(),
  responseElements: z.unknown().optional(),
});

/** The members of a CloudTrail record that attribution reads. */
export type TrailRecord = z.infer<typeof record> & { readonly at: Instant };

/** An event that is no record; what names it in the log, where something does. */
export interface BrokenRecord {
  readonly at?: undefined;
  readonly broken: string;
}

/** Reads the JSON text of a record, or says which one cannot be read: it condemns itself and not the log. */
export function parseRecord(text: string | undefined, name: string | undefined): TrailRecord | BrokenRecord {
  try {
    const parsed = record.parse(JSON.parse(text ?? ''));
    return { ...parsed, at: parseInstant(parsed.eventTime) };
  } catch {
    return { broken: name ?? 'without an id' };
  }
}
