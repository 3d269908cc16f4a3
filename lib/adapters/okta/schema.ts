import { z } from 'zod';

/** What Writ needs of Okta's published shapes; anything beyond is ignored, anything missing is malformed. */

const id = z.string().min(1);
const text = z.string().nullish();

/** A user, alone or as a member of a group. */
export const OktaUser = z.object({
  id,
  status: z.string().min(1),
  profile: z.looseObject({
    login: z.string().min(1),
    email: text,
    firstName: text,
    lastName: text,
    employeeNumber: text,
  }),
});
export type OktaUser = z.infer<typeof OktaUser>;

/** A group, whoever keeps it. */
export const OktaGroupResource = z.object({
  id,
  type: z.string().min(1),
  profile: z.object({ name: z.string().min(1) }),
});
export type OktaGroupResource = z.infer<typeof OktaGroupResource>;

const excluded = z.object({ exclude: z.array(id).nullish() }).nullish();

/** A group rule: whom it takes in, whom it leaves out, and into which groups it puts them. */
export const OktaRule = z.object({
  id,
  name: z.string().min(1),
  status: z.string().min(1),
  conditions: z
    .object({
      people: z.object({ users: excluded, groups: excluded }).nullish(),
      expression: z.object({ value: z.string().nullish(), type: text }).nullish(),
    })
    .nullish(),
  actions: z.object({ assignUserToGroups: z.object({ groupIds: z.array(id) }).nullish() }),
});
export type OktaRule = z.infer<typeof OktaRule>;

/** An app, as far as pushes hang on it. */
export const OktaApp = z.object({ id, name: z.string(), label: z.string(), status: z.string() });

/** A push of one Okta group to a group of an app. */
export const OktaPushMapping = z.object({
  id,
  sourceGroupId: id,
  targetGroupId: id.nullish(),
  status: z.string().min(1),
});
export type OktaPushMapping = z.infer<typeof OktaPushMapping>;

const party = z.object({ id, type: z.string(), alternateId: text, displayName: text });

/** An event of the system log. */
export const OktaEvent = z.object({
  uuid: id,
  published: z.iso.datetime({ offset: true }),
  eventType: z.string().min(1),
  actor: party,
  outcome: z.object({ result: z.string() }).nullish(),
  target: z.array(party).nullish(),
  transaction: z.object({ detail: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  debugContext: z.object({ debugData: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});
export type OktaEvent = z.infer<typeof OktaEvent>;
