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
  WritErrors,
  type Digest,
} from '../kernel/index.js';
import type { WherePath } from '../manifest/index.js';
import { decisionOf } from './decide/as-decision.js';
import { DECISION_RECORDS_SCHEMA, decisionRecords, type DecisionRecords } from './decide/shape.js';
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
export const decisionsSchema = z.strictObject({
  /** For editors; nothing reads it. */
  $schema: z.string().exactOptional(),
  schema: z.string(),
  decisions: z.array(row),
});

/**
 * Decisions out of parsed JSON, in total order, with the digest of all. Throws SCHEMA_NEWER, SCHEMA_INVALID with every
 * fault at once.
 * @param where - the line and column of what a path leads to
 */
export function parseDecisions(
  value: unknown,
  file: string,
  where: WherePath = () => ({}),
): { decisions: readonly Decision[]; digest: Digest } {
  // A newer file may have anything in it: which schema it is comes first.
  const named = z.object({ schema: z.string() }).safeParse(value);
  if (named.success && named.data.schema === DECISION_RECORDS_SCHEMA) return kept(value, file, where);
  if (named.success) refuseOtherSchema(named.data.schema, file);
  const parsed = decisionsSchema.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error, DECISIONS_SCHEMA, file, where);
  const decisions = sorted(parsed.data.decisions.map(decision), IN_ORDER);
  return { decisions, digest: digestOf(decisions) };
}

/** Records that `writ decide` wrote, as decisions; the digest covers the records themselves. */
function kept(
  value: unknown,
  file: string,
  where: WherePath,
): { decisions: readonly Decision[]; digest: Digest } {
  const { decisions } = parseRecords(value, file, where);
  return {
    decisions: sorted(
      decisions.flatMap((each) => decisionOf(each) ?? []),
      IN_ORDER,
    ),
    digest: digestOf(decisions),
  };
}

/** A file of decision records. Throws SCHEMA_INVALID. */
export function parseRecords(value: unknown, file: string, where: WherePath = () => ({})): DecisionRecords {
  const parsed = decisionRecords.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error, DECISION_RECORDS_SCHEMA, file, where);
  return parsed.data;
}

function invalid({ issues }: z.ZodError, schema: string, file: string, where: WherePath): WritError {
  const faults = issues.map(
    ({ path, message }) =>
      new WritError('SCHEMA_INVALID', `\`${path.join('.')}\` ${message}`, {
        place: { file, path: path.join('.'), ...where(path) },
        remedy: `write the file as schema \`${schema}\` says`,
      }),
  );
  const [first] = faults;
  return first && faults.length === 1
    ? first
    : new WritErrors('SCHEMA_INVALID', `\`${file}\` has ${faults.length} faults`, faults);
}

const IN_ORDER = by<Decision>(
  (d) => d.ticket,
  (d) => d.at,
  (d) => d.digest,
  canonicalJson,
);

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
  if (newer && Number(newer[1]) > 2) {
    throw new WritError(
      'SCHEMA_NEWER',
      `\`${file}\` has schema \`${schema}\`, newer than \`${DECISION_RECORDS_SCHEMA}\``,
      {
        place: { file },
        remedy: 'upgrade Writ to the version that wrote it',
      },
    );
  }
  throw new WritError('SCHEMA_INVALID', `\`${schema}\` is not the schema \`${DECISION_RECORDS_SCHEMA}\``, {
    place: { file },
    remedy: 'name the decision file in writ.config',
  });
}
