import { z } from 'zod';

/** What Writ needs of Okta's published shapes of app assignments; what is missing or unknown is malformed. */

const id = z.string().min(1);
const profile = z.record(z.string(), z.unknown()).nullish();

/** An app, whoever it is assigned to. */
export const OktaAppInstance = z.object({
  id,
  name: z.string(),
  label: z.string(),
  status: z.string().min(1),
});

/** Somebody's assignment to an app: individual (`USER`), or what groups give (`GROUP`). */
export const OktaAppUser = z.object({
  id,
  scope: z.enum(['USER', 'GROUP']),
  status: z.string().min(1),
  profile,
});

/** The assignment of a group to an app; of several that reach somebody the lowest priority gives its profile. */
export const OktaAppGroup = z.object({ id, priority: z.number().int().nullish(), profile });
