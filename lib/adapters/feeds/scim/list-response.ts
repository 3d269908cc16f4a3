import { z } from 'zod';
import { WritError } from '../../../kernel/index.js';
import { lowered } from './members.js';

const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** RFC 7644, section 3.4.2, names in lower case: `Resources` may be missing where there is nothing. */
const listResponse = z.object({
  schemas: z.array(z.string()),
  totalresults: z.int().nonnegative(),
  startindex: z.int().optional(),
  itemsperpage: z.int().nonnegative().optional(),
  resources: z.array(z.unknown()).optional(),
});

/** A page, or the whole, of what a SCIM service lists. */
export interface ScimList {
  readonly total: number;
  /** Names of members in lower case. */
  readonly resources: readonly unknown[];
  /** 1-based; undefined where the service does not say. */
  readonly startIndex: number | undefined;
}

/** Reads a SCIM ListResponse. Throws FEED_REFUSED. */
export function parseListResponse(value: unknown, file: string): ScimList {
  const parsed = listResponse.safeParse(lowered(value));
  const isList = parsed.data?.schemas.some((each) => each.toLowerCase() === LIST_RESPONSE.toLowerCase());
  if (!parsed.success || isList !== true)
    throw scimRefused(file, 'is not a SCIM ListResponse (RFC 7644, section 3.4.2)');
  const { totalresults: total, resources = [], startindex: startIndex } = parsed.data;
  return { total, resources, startIndex };
}

/** What is wrong with a SCIM listing as a whole. */
export function scimRefused(file: string, why: string): WritError {
  return new WritError('FEED_REFUSED', `the SCIM listing \`${file}\` ${why}`, {
    place: { file },
    remedy: 'list the users again, whole',
  });
}
