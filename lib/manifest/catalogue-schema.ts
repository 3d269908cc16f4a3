import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type {
  AssetGrants,
  Catalogue,
  EntitlementPath,
  JobFunctionDeclaration,
  PackageDeclaration,
  PackageDuration,
  RiskTier,
  TierDemands,
} from './catalogue.js';
import type { ApproverRole, ListedRole, Route } from './route.js';

const {
  accountId,
  content,
  declaredGroup,
  DECLARED,
  declaredTarget,
  instant,
  list,
  declaredObject,
  sourceId,
  text,
  workerId,
  workloadId,
} = shapes;
const {
  'okta.group': oktaGroup,
  'aws.group': awsGroup,
  'okta.app': oktaApp,
  'aws.permission-set': permissionSet,
} = DECLARED;
const span = z.number().int().positive();
const texts = z.array(text);
const people = z.enum(['employee', 'contractor', 'vendor']);
/** The class of somebody's contract, or a workload. */
export const holderClass = z.enum(['employee', 'contractor', 'vendor', 'workload']);

/** The risk tier of a package, as declared. */
export const riskTier = shapeOf<RiskTier>()(z.enum(['low', 'medium', 'high', 'critical']));

const listed = shapeOf<ListedRole>()(
  z.union([
    z.strictObject({ role: z.literal('owner') }),
    z.strictObject({ role: z.literal('team'), team: text }),
    z.strictObject({ role: z.literal('person'), person: workerId }),
  ]),
);
const lists = { fallback: z.exactOptional(list(listed)), escalation: z.exactOptional(list(listed)) };

const approver = shapeOf<ApproverRole>()(
  z.union([
    z.strictObject({ role: z.literal('owner'), ...lists }),
    z.strictObject({ role: z.literal('manager'), ...lists }),
    z.strictObject({ role: z.literal('team'), team: text, ...lists }),
  ]),
);

const route = shapeOf<Route>()(
  z.union([
    z.strictObject({ kind: z.literal('auto'), why: text }),
    z.strictObject({ kind: z.literal('one'), from: approver }),
    z.strictObject({ kind: z.literal('dual'), first: approver, second: approver }),
    z.strictObject({ kind: z.literal('emergency'), onCall: approver }),
  ]),
);

const duration = shapeOf<PackageDuration>()(
  z.union([
    z.strictObject({ kind: z.literal('standing') }),
    z.strictObject({ kind: z.literal('bounded'), default: span, max: span, renewalMax: span }),
  ]),
);

const entitlement = shapeOf<shapes.DeclaredShape<EntitlementPath>>()(
  z.strictObject({
    target: declaredTarget,
    carrier: z.enum(['okta-push', 'okta-group', 'identity-store', 'direct']),
    join: z.exactOptional(declaredGroup),
  }),
);

const assetGrants = shapeOf<shapes.DeclaredShape<AssetGrants>>()(
  z.strictObject({
    asset: text,
    entitlements: list(entitlement),
    beyond: z.exactOptional(list(z.strictObject({ system: text, what: text }))),
  }),
);

/** A package as it is declared. */
export const packageShape = shapeOf<shapes.DeclaredShape<PackageDeclaration>>()(
  z.strictObject({
    id: text,
    title: text,
    path: text,
    owner: text,
    risk: riskTier,
    holders: list(holderClass),
    duration,
    approval: route,
    conflictsWith: texts,
    overrides: texts,
    reviewEvery: span,
    breakGlass: z.boolean(),
    grants: list(assetGrants),
  }),
);

/** Which attributes a job function goes by. */
export const jobRule = shapeOf<JobFunctionDeclaration['when']>()(
  z.strictObject({
    department: z.exactOptional(list(text)),
    jobCode: z.exactOptional(list(text)),
    worker: z.exactOptional(list(people)),
  }),
);

const jobFunction = z.strictObject({
  id: text,
  title: text,
  when: jobRule,
  birthright: texts,
  mayRequest: texts,
});

const workloads = z.strictObject({
  id: workloadId,
  title: text,
  kind: z.enum(['service', 'pipeline', 'ai-agent']),
  owner: text,
  purpose: text,
  binding: z.union([
    z.strictObject({ kind: z.literal('oidc'), issuer: text, subject: text }),
    z.strictObject({ kind: z.literal('okta'), login: text }),
  ]),
  expires: instant,
  rotateWithin: z.exactOptional(span),
  mayRequest: texts,
});

export const scopeMode = z.enum(['observe', 'warn', 'enforce']);

const scope = z.strictObject({
  name: text,
  mode: scopeMode,
  owner: text,
  accounts: z.array(accountId),
  groups: z.array(declaredGroup),
  carriersOf: z.array(sourceId),
  apps: z.exactOptional(z.array(oktaApp)),
});

const demands = shapeOf<TierDemands>()(
  z.strictObject({
    routes: z.array(z.enum(['auto', 'one', 'dual', 'emergency'])),
    longest: span,
    longestRenewed: span,
    reviewAtLeastEvery: span,
    reviewAfterUseWithin: z.exactOptional(span),
  }),
);

/** The shape of a catalogue; unknown members are refused, since nobody would judge them. */
export const catalogueSchema = shapeOf<shapes.DeclaredShape<Catalogue>>()(
  z.strictObject({
    organization: text,
    accounts: z.array(
      z.strictObject({
        id: accountId,
        name: text,
        environment: z.enum(['production', 'staging', 'development', 'shared']),
      }),
    ),
    assets: z.array(
      z.strictObject({
        name: text,
        title: text,
        owner: text,
        accounts: z.array(accountId),
        sharedLogin: z.exactOptional(z.literal(true)),
      }),
    ),
    teams: z.array(z.strictObject({ name: text, title: text, approvers: list(workerId) })),
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
        ref: declaredGroup,
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
    named: z.exactOptional(z.array(z.strictObject({ ref: declaredObject, privileged: list(text) }))),
    packages: z.array(packageShape),
    jobFunctions: z.array(jobFunction),
    workloads: z.array(workloads),
    scopes: z.array(scope),
    operatingModel: z.exactOptional(
      z.strictObject({ low: demands, medium: demands, high: demands, critical: demands }),
    ),
    governance: z.exactOptional(
      z.strictObject({
        governors: list(workerId),
        team: z.exactOptional(text),
        required: z.int().min(2),
      }),
    ),
    systems: z.exactOptional(
      z.array(z.strictObject({ name: text, title: text, owner: text, reader: z.literal('none') })),
    ),
  }),
);
