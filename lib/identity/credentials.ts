import { z } from 'zod';
import { groupBy, isWritError, shapeOf, type Digest, type Instant } from '../kernel/index.js';
import { principalText, shapes, type WorkloadId } from '../model/index.js';
import { checkManifest } from './feed.js';
import { principalForm, zonedInstant } from './forms.js';

/** Version of the file of credentials. */
export const CREDENTIALS_SCHEMA = 'writ.credentials/1';

/** What a static credential of a workload can be. */
export const CREDENTIAL_KINDS = [
  'access-key',
  'api-token',
  'certificate',
  'client-secret',
  'password',
  'private-key',
] as const;

/** A static credential as its source has it: when it was made and rotated, never the secret. */
export interface Credential {
  readonly workload: WorkloadId;
  /** The id that it has at its source; once in a feed. */
  readonly id: string;
  readonly kind: (typeof CREDENTIAL_KINDS)[number];
  readonly created: Instant;
  /** When it was rotated last; absent where it never was. */
  readonly rotated?: Instant;
  /** From when on its source no longer takes it. */
  readonly expires?: Instant;
}

/** What a feed of credentials said, and how it was held to its manifest. */
export interface CredentialsSaid {
  readonly generatedAt: Instant;
  readonly observedAt?: Instant;
  readonly rows: number;
  readonly digest: Digest;
  /** In the order of the feed. */
  readonly credentials: readonly Credential[];
}

/** Why nothing can be concluded from a feed of credentials that is configured. No path of a machine stands in it. */
export interface CredentialsUnfit {
  readonly unfit: {
    readonly code: 'FEED_REFUSED' | 'SOURCE_STALE' | 'SOURCE_UNAVAILABLE';
    readonly message: string;
  };
  /** The feed that was fit last: the next is held to it, though unfit ones came between. */
  readonly last?: CredentialsLast;
}

/** What a fit feed of credentials is remembered by. */
export type CredentialsLast = Pick<CredentialsSaid, 'generatedAt' | 'rows' | 'digest'>;

/** A feed of credentials that is configured: what it says, or why it says nothing. */
export type CredentialsFeed = CredentialsSaid | CredentialsUnfit;

/** A feed of credentials as read: its bytes as text, and both files as parsed JSON. */
export interface RawCredentials {
  readonly text: string;
  readonly value: unknown;
  readonly manifest: unknown;
}

const workloadText = principalForm.transform((principal, context): WorkloadId => {
  if (principal.kind === 'workload') return principal.id;
  context.addIssue('must be like `workload:deploy-bot`');
  return z.NEVER;
});

/** One record of the feed: the workload as `workload:…`, times as RFC 3339 with a zone. */
const record = z.strictObject({
  workload: workloadText,
  id: z.string().min(1).max(200),
  kind: z.enum(CREDENTIAL_KINDS),
  created: zonedInstant,
  rotated: zonedInstant.exactOptional(),
  expires: zonedInstant.exactOptional(),
});

/** The file of credentials, as people and their tools write it. */
export const credentialsDocument = z.strictObject({
  schema: z.literal(CREDENTIALS_SCHEMA),
  credentials: z.array(record),
});

const { count, digest, instant, text, workloadId } = shapes;

/** The feed as a snapshot keeps it. */
export const credentialsFeed = shapeOf<CredentialsFeed>()(
  z.union([
    z.object({
      generatedAt: instant,
      observedAt: instant.exactOptional(),
      rows: count,
      digest,
      credentials: z.array(
        z.object({
          workload: workloadId,
          id: text,
          kind: z.enum(CREDENTIAL_KINDS),
          created: instant,
          rotated: instant.exactOptional(),
          expires: instant.exactOptional(),
        }),
      ),
    }),
    z.object({
      unfit: z.object({
        code: z.enum(['FEED_REFUSED', 'SOURCE_STALE', 'SOURCE_UNAVAILABLE']),
        message: text,
      }),
      last: z.object({ generatedAt: instant, rows: count, digest }).exactOptional(),
    }),
  ]),
);

/**
 * Holds a feed of credentials to its manifest and its records to their form. A record that cannot be read, lies ahead or stands twice
 * makes the whole feed unfit: whose credential it is of cannot be told, and what a feed leaves out would pass for rotated.
 */
export function readCredentials(
  { text: bytes, value, manifest }: RawCredentials,
  asOf: Instant,
): CredentialsFeed {
  const parsed = credentialsDocument.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).map(String).join('.');
    return refusedCredentials(`has \`${path}\` that is not allowed: ${(issue?.message ?? '').toLowerCase()}`);
  }
  const { credentials } = parsed.data;
  try {
    const feed = { source: 'credentials', file: 'feeds.credentials', text: bytes, manifest } as const;
    const held = checkManifest(feed, credentials.length, asOf);
    const fault = faultIn(credentials, asOf);
    return fault === undefined ? { ...held, credentials } : refusedCredentials(fault);
  } catch (error) {
    if (!isWritError(error)) throw error;
    return { unfit: { code: 'FEED_REFUSED', message: error.message } };
  }
}

/** A feed of credentials that is refused, and why, in words that go on from its name. */
export function refusedCredentials(why: string): CredentialsUnfit {
  return { unfit: { code: 'FEED_REFUSED', message: `the credentials feed ${why}` } };
}

function faultIn(credentials: readonly Credential[], asOf: Instant): string | undefined {
  const [twice] = [...groupBy(credentials, ({ id }) => id).values()].filter((group) => group.length > 1);
  if (twice?.[0]) return `has credential \`${twice[0].id}\` in ${twice.length} records`;
  const faults = credentials.flatMap(({ workload, id, created, rotated, expires }) => {
    const named = `has credential \`${id}\` of \`${principalText({ kind: 'workload', id: workload })}\``;
    if (created > asOf || (rotated ?? created) > asOf) return [`${named} made or rotated after ${asOf}`];
    if (rotated !== undefined && rotated < created) return [`${named} rotated before it was made`];
    return expires !== undefined && expires < created ? [`${named} over before it was made`] : [];
  });
  return faults[0];
}
