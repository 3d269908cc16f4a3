import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import { IDENTITY_CHECKS, type CheckId, type IdentityFinding } from './checks.js';
import {
  IDENTITY_SCHEMA,
  type AccountLink,
  type FeedProvenance,
  type IdentitySnapshot,
  type PersonRecord,
} from './snapshot.js';

const { count, digest, instant, principal, sourceId, text, workerId, workloadId } = shapes;

const CHECKS = Object.keys(IDENTITY_CHECKS) as readonly CheckId[];

/** One thing that is wrong with rows of a feed. */
export const identityFinding = shapeOf<IdentityFinding>()(
  z.object({
    check: z.enum(CHECKS),
    severity: z.enum(['refuse', 'warn']),
    feed: z.enum(['hr', 'directory']),
    lines: z.array(count),
    about: z.array(text),
    message: text,
    remedy: text,
  }),
);

const accountMembers = { source: sourceId, native: text, login: text };
const account = shapeOf<AccountLink>()(z.object(accountMembers));
const accounts = z.array(account);

const feed = shapeOf<FeedProvenance>()(
  z.object({
    source: z.enum(['hr', 'directory']),
    generatedAt: instant,
    rows: count,
    digest,
    keys: z.record(text, count).exactOptional(),
  }),
);

const person = shapeOf<PersonRecord>()(
  z.object({
    id: workerId,
    name: text,
    email: text,
    worker: z.enum(['employee', 'contractor', 'vendor']),
    status: z.enum(['active', 'on-leave', 'terminated']),
    department: text,
    jobCode: text,
    title: text,
    manager: workerId.exactOptional(),
    start: instant,
    lastDay: instant.exactOptional(),
    contract: z.object({ vendor: text, sponsor: workerId, end: instant }).exactOptional(),
    accounts,
    forgeLogin: text.exactOptional(),
  }),
);

/** The identity snapshot of a synthesis: `identity.json`. */
export const identityDocument = shapeOf<IdentitySnapshot>()(
  z.object({
    schema: z.literal(IDENTITY_SCHEMA),
    asOf: instant,
    feeds: z.array(feed),
    people: z.array(person),
    workloads: z.array(z.object({ id: workloadId, accounts })),
    shared: accounts,
    doubted: z.array(z.object({ id: workerId, why: text, accounts })).exactOptional(),
    contested: accounts.exactOptional(),
    lost: z.array(z.object({ ...accountMembers, owner: principal })).exactOptional(),
    findings: z.array(identityFinding).exactOptional(),
  }),
);
