import { z } from 'zod';
import type { Seed } from '../core/seed.js';
import { strict } from './schema.js';

const name = z.string().min(1, 'must not be empty');
const accountId = z.string().regex(/^\d{12}$/, 'must be twelve digits');
const many = <T extends z.ZodType>(item: T): z.ZodOptional<z.ZodReadonly<z.ZodArray<T>>> =>
  z.array(item).readonly().optional();

const boundary = z.union([strict({ managedPolicyArn: name }), strict({ name, path: name })]);

const permissionSet = strict({
  name: z.string().regex(/^[\w+=,.@-]{1,32}$/, 'must be 1 to 32 of letters, digits and `+=,.@_-`'),
  description: z.string().optional(),
  sessionDuration: z
    .string()
    .regex(/^PT(\d+H)?(\d+M)?$/, 'must be an ISO 8601 duration such as `PT4H`')
    .optional(),
  managedPolicies: many(name),
  customerManagedPolicies: many(strict({ name, path: name.optional() })),
  inlinePolicy: z.string().optional(),
  boundary: boundary.optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

const aws = strict({
  accounts: many(
    strict({
      id: accountId,
      name,
      email: name.optional(),
      state: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION']).optional(),
    }),
  ),
  instances: many(
    strict({
      arn: z
        .string()
        .regex(/^arn:aws:sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/, 'must be the ARN of an instance'),
      identityStoreId: name,
      owner: accountId,
      status: z.enum(['ACTIVE', 'CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_IN_PROGRESS']).optional(),
      name: name.optional(),
    }),
  ),
  users: many(
    strict({
      id: name.optional(),
      userName: name,
      displayName: name,
      email: name.optional(),
      externalId: name.optional(),
      userStatus: z.enum(['ENABLED', 'DISABLED']).optional(),
    }),
  ),
  groups: many(strict({ id: name.optional(), displayName: name, description: z.string().optional() })),
  permissionSets: many(permissionSet),
  memberships: many(strict({ group: name, user: name })),
  assignments: many(
    strict({ permissionSet: name, account: accountId, type: z.enum(['USER', 'GROUP']), principal: name }),
  ),
});

const profile = z.record(z.string(), z.unknown()).optional();

const okta = strict({
  users: many(
    strict({
      id: name.optional(),
      login: name,
      email: name.optional(),
      firstName: name,
      lastName: name,
      employeeNumber: z.string().optional(),
      department: z.string().optional(),
      title: z.string().optional(),
      status: z.enum(['ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'STAGED']).optional(),
    }),
  ),
  groups: many(
    strict({
      id: name.optional(),
      name,
      description: z.string().optional(),
      type: z.enum(['OKTA_GROUP', 'APP_GROUP', 'BUILT_IN']).optional(),
    }),
  ),
  memberships: many(strict({ group: name, user: name })),
  rules: many(
    strict({
      name,
      expression: name,
      groups: z.array(name).min(1).readonly(),
      excludedUsers: many(name),
      excludedGroups: many(name),
      matches: many(name),
    }),
  ),
  pushMappings: many(strict({ group: name, target: name })),
  apps: many(
    strict({
      id: name.optional(),
      label: name,
      name: name.optional(),
      signOnMode: z.enum(['SAML_2_0', 'OPENID_CONNECT', 'BOOKMARK']).optional(),
      status: z.enum(['ACTIVE', 'INACTIVE']).optional(),
    }),
  ),
  appUsers: many(strict({ app: name, user: name, profile })),
  appGroups: many(strict({ app: name, group: name, priority: z.number().int().min(0).optional(), profile })),
});

/** `writ.sandbox-seed/1`, unknown fields refused. */
export const seedSchema = strict({
  schema: z.literal('writ.sandbox-seed/1'),
  aws: aws.optional(),
  okta: okta.optional(),
});

/** What the schema lets through, with optional fields possibly spelled out as undefined. */
export type ParsedSeed = z.infer<typeof seedSchema>;

/** The sections of a seed as the loaders read them. */
export type OktaSeed = NonNullable<ParsedSeed['okta']>;
export type AwsSeed = NonNullable<ParsedSeed['aws']>;

/** A published seed always fits what is read. */
export type SeedFits = Seed extends ParsedSeed ? true : never;
