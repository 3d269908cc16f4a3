import { z } from 'zod';
import {
  by,
  canonicalJson,
  digestOf,
  isDigest,
  parseInstant,
  shapeOf,
  sorted,
  WritError,
  type Digest,
} from '../kernel/index.js';
import type { Decision } from './decision.js';

export const DECISIONS_SCHEMA = 'writ.decisions/1';

/** Every field is bounded, so that one row can always be recorded. */
const line = (max: number): z.ZodString =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max)
    .refine((text) => text.isWellFormed(), 'has half a character');
const digestText = z.string().refine((text) => isDigest(text), 'is not a digest like `sha256:…`');
const instantText = z.string().refine(isInstant, 'is not an RFC 3339 time with a zone');

/** A decision as its file has it: times are text until they are read, and no seats are said. */
type DecisionRow = Omit<Decision, 'seats' | 'at' | 'expires'> & {
  readonly at: string;
  readonly expires?: string;
};

const row = shapeOf<DecisionRow>()(
  z.strictObject({
    ticket: line(40),
    digest: digestText,
    outcome: z.enum(['approve', 'pending', 'escalate', 'deny', 'refuse']),
    rules: z.array(line(200)).max(100),
    reasons: z.array(line(1000)).max(50),
    approvers: z.array(line(200)).max(50),
    policy: digestText,
    at: instantText,
    expires: instantText.exactOptional(),
  }),
);

/** The shape of a decision file. */
export const decisionsSchema = z.strictObject({ schema: z.string(), decisions: z.array(row) });

/** Decisions out of parsed JSON, in total order, with the digest of all. Throws SCHEMA_NEWER, SCHEMA_INVALID. */
export function parseDecisions(
  value: unknown,
  file: string,
): { decisions: readonly Decision[]; digest: Digest } {
  // A newer file may have anything in it: which schema it is comes first.
  const named = z.object({ schema: z.string() }).safeParse(value);
  if (named.success) refuseOtherSchema(named.data.schema, file);
  const parsed = decisionsSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new WritError(
      'SCHEMA_INVALID',
      `\`${issue?.path.join('.') ?? ''}\` ${issue?.message ?? 'is not allowed'}`,
      {
        place: { file },
        remedy: `write the file as schema \`${DECISIONS_SCHEMA}\` says`,
      },
    );
  }
  const decisions = sorted(
    parsed.data.decisions.map(decision),
    by<Decision>(
      (d) => d.ticket,
      (d) => d.at,
      (d) => d.digest,
      canonicalJson,
    ),
  );
  return { decisions, digest: digestOf(decisions) };
}

function decision({ at, expires, ...rest }: DecisionRow): Decision {
  return {
    ...rest,
    at: parseInstant(at),
    ...(expires === undefined ? {} : { expires: parseInstant(expires) }),
  };
}

function isInstant(text: string): boolean {
  try {
    return parseInstant(text).length > 0;
  } catch {
    return false;
  }
}

function refuseOtherSchema(schema: string, file: string): void {
  if (schema === DECISIONS_SCHEMA) return;
  const newer = /^writ\.decisions\/(\d+)$/.exec(schema);
  if (newer && Number(newer[1]) > 1) {
    throw new WritError(
      'SCHEMA_NEWER',
      `\`${file}\` has schema \`${schema}\`, newer than \`${DECISIONS_SCHEMA}\``,
      {
        place: { file },
        remedy: 'upgrade Writ to the version that wrote it',
      },
    );
  }
  throw new WritError('SCHEMA_INVALID', `\`${schema}\` is not the schema \`${DECISIONS_SCHEMA}\``, {
    place: { file },
    remedy: 'name the decision file in writ.config',
  });
}
