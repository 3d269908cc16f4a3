import { z } from 'zod';
import { quoted, shapeOf, WritError } from '../../kernel/index.js';

/** Version of a file of cases. */
export const CASES_SCHEMA = 'writ.policy-cases/1';

/** Facts by dotted name, as `principal.employment`; words as texts. */
export type NamedFacts = Readonly<Record<string, boolean | number | string | readonly string[]>>;

/** A whole question out of which cases are made: who, what, and everything beside. */
export interface PlainCase {
  readonly action: 'grant' | 'approve';
  readonly principal: 'Person' | 'Workload' | 'Stranger';
  readonly facts: NamedFacts;
}

/** One case: a plain one with what is otherwise, and what must come of it. */
export interface PolicyCase {
  readonly case: string;
  readonly like: string;
  readonly facts?: NamedFacts;
  /** Facts of the plain case that are absent here. */
  readonly without?: readonly string[];
  /** `permit path-standard`, `deny SUBJECT_NOT_ACTIVE`, `deny NO_RULE_MATCHED`: the outcome, then rules or codes. */
  readonly expect: string;
}

/** A file of cases. */
export interface PolicyCases {
  readonly $schema?: string;
  readonly schema: typeof CASES_SCHEMA;
  readonly plain: Readonly<Record<string, PlainCase>>;
  readonly cases: readonly PolicyCase[];
}

const facts = z.record(
  z.string().regex(/^(principal|request|context)(\.[a-zA-Z]+){1,2}$/, 'is no fact like `request.tier`'),
  z.union([z.boolean(), z.int(), z.string().max(200), z.array(z.string().max(200)).max(100)]),
);

/** The shape of a file of cases. */
export const policyCasesSchema = shapeOf<PolicyCases>()(
  z.strictObject({
    $schema: z.string().exactOptional(),
    schema: z.literal(CASES_SCHEMA),
    plain: z.record(
      z.string(),
      z.strictObject({
        action: z.enum(['grant', 'approve']),
        principal: z.enum(['Person', 'Workload', 'Stranger']),
        facts,
      }),
    ),
    cases: z
      .array(
        z.strictObject({
          case: z.string().min(1).max(200),
          like: z.string(),
          facts: facts.exactOptional(),
          without: z.array(z.string()).exactOptional(),
          expect: z
            .string()
            .regex(
              /^(permit|pending|escalate|deny|refuse)( [A-Za-z0-9_-]+)+$/,
              'is no outcome with its rules or codes',
            ),
        }),
      )
      .min(1, 'has no case'),
  }),
);

/** Where a part of the file stands. */
export type WhereIn = (path: readonly PropertyKey[]) => { readonly line?: number; readonly column?: number };

/** Reads a file of cases. Throws SCHEMA_INVALID with the place. */
export function parseCases(value: unknown, file: string, where: WhereIn = () => ({})): PolicyCases {
  const parsed = policyCasesSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    throw new WritError('SCHEMA_INVALID', `\`${path.join('.')}\` ${issue?.message ?? 'is not allowed'}`, {
      place: { file, ...where(path) },
      remedy: 'write the file as docs/policy.md shows',
    });
  }
  parsed.data.cases.forEach(({ like }, index) => {
    if (Object.hasOwn(parsed.data.plain, like)) return;
    throw new WritError('SCHEMA_INVALID', `${quoted(like)} is none of the plain cases`, {
      place: { file, ...where(['cases', index, 'like']) },
      remedy: `write one of ${Object.keys(parsed.data.plain).join(', ')}`,
    });
  });
  return parsed.data;
}
