import { z } from 'zod';
import { WritError, WritErrors } from '../kernel/index.js';
import { GROUP_KINDS } from '../model/index.js';
import type { WritConfig } from './config.js';

const path = z.string().min(1, 'must not be empty');
const HR_FORMS = 'must be `{ data, manifest }`, `{ json: … }` or `{ scim: … }`';
const DIRECTORY_FORMS =
  'must be `{ data, manifest }`, `{ json: … }`, `{ scim: … }` or `{ okta: … }`, or a list of them';
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });

/** Zero has a meaning for shares (`reserve`); the adapter refuses it where a rate of nothing would never end. */
const limits = z.record(z.string(), z.number().nonnegative());

const feed = z.strictObject({ data: path, manifest: path });
const envName = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, 'must be the name of an environment variable, never the token');
const sourceName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be like `okta`');
const rowsFeed = [
  feed,
  z.strictObject({ json: feed }),
  z.strictObject({
    scim: z.union([
      z.strictObject({ data: path, manifest: path, source: sourceName.optional() }),
      z.strictObject({ url, tokenEnv: envName.optional(), source: sourceName.optional() }),
    ]),
  }),
] as const;
const hrFeed = z.union(rowsFeed, HR_FORMS);
const directoryFeed = z.union(
  [
    ...rowsFeed,
    z.strictObject({
      okta: z.strictObject({
        orgUrl: url.optional(),
        tokenEnv: envName.optional(),
        limits: limits.optional(),
      }),
    }),
  ],
  DIRECTORY_FORMS,
);

const count = z.int().nonnegative();
const span = z.number().positive();
const share = z.number().min(0).max(1);
const principals = z.array(
  z
    .string()
    .regex(
      /^((hr|workload):\S+|login:[a-z][a-z0-9-]*:\S+)$/,
      'must be like `hr:10482` or `login:aws:deployer`',
    ),
);
const group = z.strictObject({ kind: z.enum(GROUP_KINDS), name: path, source: path });

/** A rail that is misspelt, or has half of its numbers, would not hold. */
const rails = z.strictObject({
  ceiling: z.strictObject({ count, fraction: share, fractionFrom: count }).optional(),
  foreignCeiling: z
    .strictObject({
      count,
      fraction: share.optional(),
      fractionFrom: count.optional(),
      total: count.optional(),
    })
    .optional(),
  total: z.strictObject({ count, fraction: share, fractionFrom: count }).optional(),
  window: count.optional(),
  administrators: z
    .strictObject({
      atLeast: count,
      seats: z.array(
        z.union([z.strictObject({ account: z.string().regex(/^\d{12}$/) }), z.strictObject({ group })]),
      ),
    })
    .optional(),
  pinned: principals.optional(),
  breakGlass: principals.optional(),
  grace: count.optional(),
  age: z.strictObject({ manifest: span, identity: span }).optional(),
});

const accountId = z.string().regex(/^\d{12}$/, 'must be an account as 12 digits');
const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'must be of letters, digits, `-` and `_`');

/** What reaches the argument list or the stacks has a form that means nothing else there. */
const terraform = z.strictObject({
  binary: path.optional(),
  mirror: path.optional(),
  lock: z.strictObject({ aws: path.optional(), okta: path.optional() }).optional(),
  backend: z
    .union(
      [
        z.strictObject({ local: path }),
        z.strictObject({
          s3: z.strictObject({
            bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
            region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
            prefix: z
              .string()
              .regex(/^([\w.-]+\/)+$/)
              .optional(),
            kmsKeyId: z
              .string()
              .regex(/^[\w:/-]+$/)
              .optional(),
          }),
        }),
        z.strictObject({
          cloud: z.strictObject({
            organization: word,
            hostname: z
              .string()
              .regex(/^[a-z0-9.-]+$/)
              .optional(),
            prefix: word.optional(),
            tokenEnv: envName.optional(),
          }),
        }),
      ],
      'must be `{ local: <folder> }`, `{ s3: { bucket, region } }` or `{ cloud: { organization } }`',
    )
    .optional(),
  parallelism: z.int().min(1).max(32).optional(),
  credentials: z
    .union(
      [
        z.strictObject({
          env: z.strictObject({
            accessKeyId: envName,
            secretAccessKey: envName,
            sessionToken: envName.optional(),
          }),
        }),
        z.strictObject({ profile: path }),
        z.strictObject({
          webIdentity: z.strictObject({ roleArn: z.string().startsWith('arn:'), tokenFile: path }),
        }),
      ],
      'must be one of `{ env: … }`, `{ profile: … }` and `{ webIdentity: … }`',
    )
    .optional(),
  timeout: span.optional(),
  caBundle: path.optional(),
  proxy: url.optional(),
});

const places = z.int().min(1).max(4096);

const schema = z.strictObject({
  organization: z.custom(
    (value) => typeof value === 'function',
    'must be a function such as `() => import("./entitlements/index.js")`',
  ),
  requests: path,
  policy: path.optional(),
  observations: path.optional(),
  feeds: z.strictObject({
    hr: hrFeed,
    directory: z.union(
      [directoryFeed, z.array(directoryFeed).min(1, 'must name at least one')],
      DIRECTORY_FORMS,
    ),
    delegations: feed.optional(),
    events: feed.optional(),
    credentials: feed.optional(),
    heads: z.array(z.string().regex(/^hr:\S+$/, 'must be a person like `hr:10482`')).optional(),
    limits: z
      .strictObject({
        fall: z.strictObject({ count, fraction: share }).optional(),
        age: span.optional(),
        copy: span.optional(),
        skew: span.optional(),
        policy: span.optional(),
      })
      .optional(),
    accepted: z
      .array(
        z.strictObject({
          digest: z
            .string()
            .regex(/^sha256:[0-9a-f]{64}$/, 'must be the digest that the feed’s manifest names'),
          by: z.string().regex(/^hr:\S+$/, 'must be a person like `hr:10482`'),
          on: z.iso.datetime({ offset: true }),
          why: path,
        }),
      )
      .optional(),
  }),
  decisions: path,
  out: path.optional(),
  journal: path.optional(),
  clockSkew: count.optional(),
  governance: z
    .strictObject({
      project: z
        .string()
        .regex(
          /^[^/\\]+(\/[^/\\]+)*$/,
          'must be a folder from the root of the repository, like `infra/access`',
        )
        .optional(),
      documentation: z
        .array(
          z
            .string()
            .regex(/^[^*/]/, 'must begin with a name: a pattern of everything would leave nothing to judge'),
        )
        .optional(),
    })
    .optional(),
  ledger: z
    .strictObject({
      folder: path.optional(),
      keys: path.optional(),
      signer: path.optional(),
      repository: path.optional(),
      origin: z
        .string()
        .regex(/^[^\s+]{1,200}$/, 'must be a name without spaces and plus')
        .optional(),
      governors: z.array(path).min(2, 'must name two people').optional(),
      anchor: z
        .strictObject({
          repository: path,
          branch: path.optional(),
          file: path.optional(),
          remote: path.optional(),
        })
        .optional(),
    })
    .optional(),
  terraform: terraform.optional(),
  sources: z
    .strictObject({
      aws: z
        .strictObject({
          region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as `eu-west-1`'),
          account: accountId.optional(),
          endpoint: url.optional(),
          instanceArn: z.string().startsWith('arn:').optional(),
          livePolicies: z.boolean().optional(),
          limits: limits.optional(),
        })
        .optional(),
      okta: z
        .strictObject({
          orgUrl: url,
          tokenEnv: envName.optional(),
          pushAppId: z.string().min(1).optional(),
          limits: limits.optional(),
        })
        .optional(),
    })
    .refine((sources) => sources.aws ?? sources.okta, 'must name `aws`, `okta` or both'),
  shards: z
    .strictObject({ structure: places.optional(), standing: places.optional(), ticketed: places.optional() })
    .optional(),
  policies: z.array(z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be a digest')).optional(),
  rails: rails.optional(),
  pipeline: z.array(z.string().min(1)).optional(),
  patience: z
    .strictObject({
      pollFor: z.number().positive().optional(),
      pollEvery: z.number().positive().optional(),
      pushFor: z.number().positive().optional(),
    })
    .optional(),
});

/** Checks what a configuration file exports. Throws CONFIG_INVALID with every fault at once. */
export function checkedConfig(value: unknown, file: string): WritConfig {
  const result = schema.safeParse(value);
  if (result.success) return value as WritConfig;
  const faults = result.error.issues.map((issue) => {
    const place = issue.path.map(String).join('.') || '(root)';
    return new WritError('CONFIG_INVALID', `\`${place}\` ${issue.message.replace(/\.$/, '')}`, {
      place: { file, path: place },
      remedy: `mend \`${place}\` in the configuration`,
    });
  });
  const [first] = faults;
  if (first && faults.length === 1) throw first;
  throw new WritErrors('CONFIG_INVALID', `the configuration has ${faults.length} faults`, faults);
}
