import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import { CHECK_IDS } from './checks/index.js';
import { credentialsFeed } from './credentials.js';
import type { Delegation } from './delegations.js';
import { EVENT_KINDS, type OriginEvent } from './events.js';
import type { IdentityFinding, SourceValue } from './finding.js';
import {
  IDENTITY_SCHEMAS,
  type AccountLink,
  type FeedProvenance,
  type IdentitySnapshot,
  type PersonRecord,
} from './snapshot.js';

const { count, digest, instant, list, principal, sourceId, text, workerId, workloadId } = shapes;

const FEEDS = ['hr', 'directory', 'delegations', 'events'] as const;
const findingFeed = z.enum([...FEEDS, 'declarations', 'credentials']);

const said = shapeOf<SourceValue>()(
  z.object({
    feed: findingFeed,
    source: sourceId.exactOptional(),
    field: text,
    value: text,
    lines: z.array(count),
  }),
);

/** The members of a finding. */
export const findingMembers = {
  check: z.enum(CHECK_IDS),
  severity: z.enum(['refuse', 'revoke', 'escalate', 'warn']),
  feed: findingFeed,
  lines: z.array(count),
  about: z.array(text),
  message: text,
  remedy: text,
  said: z.array(said).exactOptional(),
  since: instant.exactOptional(),
};

/** One thing that is wrong with rows of a feed, or between them and what else says who somebody is. */
export const identityFinding = shapeOf<IdentityFinding>()(z.object(findingMembers));

const accountMembers = {
  source: sourceId,
  native: text,
  login: text,
  status: z.enum(['active', 'suspended', 'deprovisioned']).exactOptional(),
  lastUsed: instant.exactOptional(),
};
const account = shapeOf<AccountLink>()(z.object(accountMembers));
const accounts = z.array(account);

const feed = shapeOf<FeedProvenance>()(
  z.object({
    source: z.enum(FEEDS),
    generatedAt: instant,
    observedAt: instant.exactOptional(),
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

const delegation = shapeOf<Delegation>()(
  z.object({
    record: text,
    from: workerId,
    to: workerId,
    scope: z.union([z.literal('all'), list(text)]),
    start: instant,
    end: instant,
  }),
);

const event = shapeOf<OriginEvent>()(
  z.object({
    id: text,
    kind: z.enum(EVENT_KINDS),
    subject: principal.exactOptional(),
    at: instant,
    ended: instant.exactOptional(),
  }),
);

/** The identity snapshot of a synthesis: `identity.json`. */
export const identityDocument = shapeOf<IdentitySnapshot>()(
  z.object({
    schema: z.enum(IDENTITY_SCHEMAS),
    asOf: instant,
    feeds: z.array(feed),
    people: z.array(person),
    workloads: z.array(z.object({ id: workloadId, accounts })),
    shared: accounts,
    doubted: z.array(z.object({ id: workerId, why: text, accounts })).exactOptional(),
    contested: accounts.exactOptional(),
    lost: z.array(z.object({ ...accountMembers, owner: principal })).exactOptional(),
    delegations: z.array(delegation).exactOptional(),
    events: z.array(event).exactOptional(),
    credentials: credentialsFeed.exactOptional(),
    findings: z.array(identityFinding).exactOptional(),
  }),
);
