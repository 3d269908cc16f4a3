import { z } from 'zod';
import {
  by,
  digestOf,
  parseInstant,
  shapeOf,
  sorted,
  isDigest,
  isWritError,
  WritError,
  type Digest,
  type Instant,
} from '../../kernel/index.js';
import {
  OBSERVATIONS_SCHEMA,
  type Actor,
  type ObservedAsk,
  type ObservedChange,
  type ObservedReview,
  type ObservedForge,
} from './observation.js';

const line = (max = 200): z.ZodString =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'has a control or invisible character');
const instant = line(40).transform((text, context): Instant => {
  try {
    return parseInstant(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: isWritError(error) ? error.message : 'is no time' });
    return z.NEVER;
  }
});
const digestText = line(80).transform((text, context): Digest => {
  if (isDigest(text)) return text;
  context.addIssue({ code: 'custom', message: 'is not a digest like `sha256:…`' });
  return z.NEVER;
});

const actor = shapeOf<Actor>()(z.strictObject({ login: line(), kind: z.enum(['user', 'bot', 'team']) }));

const changeFields = {
  change: line(),
  repository: line(),
  base: line(),
  head: line(),
  openedBy: actor,
  openedAt: instant,
  pushedBy: z.array(actor).max(1000),
  emails: z.array(line(320)).max(1000),
  tickets: z.array(line(40)).max(1000),
};
const reviewFields = {
  id: line(),
  change: line(),
  by: actor,
  state: z.enum(['approved', 'changes-requested', 'commented', 'dismissed']),
  at: instant,
  base: line(),
  head: line(),
  contents: z.record(line(40), digestText),
  for: line().exactOptional(),
};

const file = z.strictObject({
  mode: z.enum(['100644', '100755', '120000', '160000']),
  blob: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'is no id of git'),
});
/** A path is taken as it is, whatever it holds: what is wrong with it is judged, and makes the change what it is. */
const path = z
  .strictObject({
    path: z.string().min(1, 'must not be empty').max(4096),
    before: file.exactOptional(),
    after: file.exactOptional(),
  })
  .refine(({ before, after }) => before ?? after, 'is of a file that was neither there nor is');

const ask = shapeOf<ObservedAsk>()(
  z.strictObject({ ticket: line(40), principal: line(), package: line(), asset: line() }),
);

const told = {
  paths: z.array(path).max(100_000).exactOptional(),
  asks: z.array(ask).max(1000).exactOptional(),
};
const change = z.strictObject({
  ...changeFields,
  ...told,
  state: z.enum(['open', 'merged', 'closed']),
  onBehalfOf: line().exactOptional(),
});
const review = shapeOf<ObservedReview>()(
  z.strictObject({ ...reviewFields, governance: digestText.exactOptional() }),
);

const $schema = z.string().max(500).exactOptional();

/** The shape of a file of observations, and of what was written before paths were told. */
export const observationsSchema = z.discriminatedUnion('schema', [
  z.strictObject({
    $schema,
    schema: z.literal(OBSERVATIONS_SCHEMA),
    changes: z.array(change),
    reviews: z.array(review),
  }),
  z.strictObject({
    $schema,
    schema: z.literal('writ.observations/2'),
    changes: z.array(z.strictObject({ ...changeFields, ...told })),
    reviews: z.array(review),
  }),
  z.strictObject({
    $schema,
    schema: z.literal('writ.observations/1'),
    changes: z.array(z.strictObject(changeFields)),
    reviews: z.array(z.strictObject(reviewFields)),
  }),
]);

/** ObservedForge out of parsed JSON, in total order, with the digest of all. Throws SCHEMA_INVALID. */
export function parseObservations(value: unknown, file: string): ObservedForge & { readonly digest: Digest } {
  const parsed = observationsSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new WritError(
      'SCHEMA_INVALID',
      `\`${issue?.path.join('.') ?? ''}\` ${issue?.message ?? 'is not allowed'}`,
      {
        place: { file },
        remedy: `write the file as schema \`${OBSERVATIONS_SCHEMA}\` says`,
      },
    );
  }
  const changes = sorted(
    parsed.data.changes,
    by<ObservedChange>(({ change: id }) => id, digestOf),
  );
  const reviews = sorted(
    parsed.data.reviews,
    by<ObservedReview>(
      ({ at }) => at,
      ({ id }) => id,
      digestOf,
    ),
  );
  return { changes, reviews, digest: digestOf({ changes, reviews }) };
}
