import { z } from 'zod';
import { parseInstant, type Instant } from '../../../kernel/index.js';

const identity = z.looseObject({
  type: z.string().optional(),
  arn: z.string().optional(),
  principalId: z.string().optional(),
  userName: z.string().optional(),
  invokedBy: z.string().optional(),
  accessKeyId: z.string().optional(),
  onBehalfOf: z.looseObject({ userId: z.string() }).optional(),
  sessionContext: z
    .looseObject({ sessionIssuer: z.looseObject({ arn: z.string().optional() }).optional() })
    .optional(),
});

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

/** Reads the JSON text of a record; undefined when it is not one. */
export function tryParseRecord(text: string | undefined): TrailRecord | undefined {
  try {
    const parsed = record.parse(JSON.parse(text ?? ''));
    return { ...parsed, at: parseInstant(parsed.eventTime) };
  } catch {
    return undefined;
  }
}
