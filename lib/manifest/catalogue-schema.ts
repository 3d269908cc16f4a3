import { z } from 'zod';
import type { PermissionSetContent } from '../model/index.js';
import type {
  ApproverRole,
  AssetGrants,
  Catalogue,
  EntitlementPath,
  PackageDuration,
  Route,
} from './catalogue.js';
import {
  account,
  awsGroup,
  group,
  instant,
  list,
  object,
  oktaApp,
  oktaGroup,
  permissionSet,
  source,
  target,
  text,
  worker,
  workload,
} from './schema-parts.js';

const span = z.number().int().positive();
const texts = z.array(text);
const people = z.enum(['employee', 'contractor', 'vendor']);
const holder = z.enum(['employee', 'contractor', 'vendor', 'workload']);

const content: z.ZodType<PermissionSetContent> = z.strictObject({
  managed: texts,
  customerManaged: z.array(z.strictObject({ path: text, name: text })),
  inline: z.exactOptional(z.json()),
  boundary: z.exactOptional(
    z.union([z.strictObject({ arn: text }), z.strictObject({ path: text, name: text })]),
  ),
  sessionMinutes: span,
});

const approver: z.ZodType<ApproverRole> = z.union([
  z.strictObject({ role: z.enum(['owner', 'manager']) }),
  z.strictObject({ role: z.literal('team'), team: text }),
]);

const route: z.ZodType<Route> = z.union([
  z.strictObject({ kind: z.literal('auto'), why: text }),
  z.strictObject({ kind: z.literal('one'), from: approver }),
  z.strictObject({ kind: z.literal('dual'), first: approver, second: approver }),
  z.strictObject({ kind: z.literal('emergency'), onCall: approver }),
]);

const duration: z.ZodType<PackageDuration> = z.union([
  z.strictObject({ kind: z.literal('standing') }),
  z.strictObject({ kind: z.literal('bounded'), default: span, max: span, renewalMax: span }),
]);

const entitlement: z.ZodType<EntitlementPath> = z.strictObject({
  target,
  carrier: z.enum(['okta-push', 'okta-group', 'identity-store', 'direct']),
  join: z.exactOptional(group),
});

const assetGrants: z.ZodType<AssetGrants> = z.strictObject({
  asset: text,
  entitlements: list(entitlement),
  beyond: z.exactOptional(list(z.strictObject({ system: text, what: text }))),
});

const packages = z.strictObject({
  id: text,
  title: text,
  path: text,
  owner: text,
  risk: z.enum(['low', 'medium', 'high', 'critical']),
  holders: list(holder),
  duration,
  approval: route,
  conflictsWith: texts,
  overrides: texts,
  reviewEvery: span,
  breakGlass: z.boolean(),
  grants: list(assetGrants),
});

const jobFunction = z.strictObject({
  id: text,
  title: text,
  when: z.strictObject({
    department: z.exactOptional(list(text)),
    jobCode: z.exactOptional(list(text)),
    worker: z.exactOptional(list(people)),
  }),
  birthright: texts,
  mayRequest: texts,
});

const workloads = z.strictObject({
  id: workload,
  title: text,
  kind: z.enum(['service', 'pipeline', 'ai-agent']),
  owner: text,
  purpose: text,
  binding: z.union([
    z.strictObject({ kind: z.literal('oidc'), issuer: text, subject: text }),
    z.strictObject({ kind: z.literal('okta'), login: text }),
  ]),
  expires: instant,
  mayRequest: texts,
});

const scope = z.strictObject({
  name: text,
  mode: z.enum(['observe', 'warn', 'enforce']),
  owner: text,
  accounts: z.array(account),
  groups: z.array(group),
  carriersOf: z.array(source),
  apps: z.exactOptional(z.array(oktaApp)),
});

/** The shape of a catalogue; unknown members are refused, since nobody would judge them. */
export const catalogueSchema: z.ZodType<Catalogue> = z.strictObject({
  organization: text,
  accounts: z.array(
    z.strictObject({
      id: account,
      name: text,
      environment: z.enum(['production', 'staging', 'development', 'shared']),
    }),
  ),
  assets: z.array(
    z.strictObject({
      name: text,
      title: text,
      owner: text,
      accounts: z.array(account),
      sharedLogin: z.exactOptional(z.literal(true)),
    }),
  ),
  teams: z.array(z.strictObject({ name: text, title: text, approvers: list(worker) })),
  permissionSets: z.array(
    z.strictObject({
      ref: permissionSet,
      description: text,
      content,
      privileged: texts,
      external: z.exactOptional(text),
    }),
  ),
  groups: z.array(
    z.strictObject({
      ref: group,
      description: text,
      pushedTo: z.exactOptional(awsGroup),
      pushedFrom: z.exactOptional(oktaGroup),
      restrictive: z.boolean(),
      external: z.exactOptional(text),
    }),
  ),
  apps: z.exactOptional(
    z.array(
      z.strictObject({
        ref: oktaApp,
        description: text,
        privileged: texts,
        external: z.exactOptional(text),
      }),
    ),
  ),
  named: z.exactOptional(z.array(z.strictObject({ ref: object, privileged: list(text) }))),
  packages: z.array(packages),
  jobFunctions: z.array(jobFunction),
  workloads: z.array(workloads),
  scopes: z.array(scope),
  systems: z.exactOptional(
    z.array(z.strictObject({ name: text, title: text, owner: text, reader: z.literal('none') })),
  ),
});
