import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import type { CasesResult } from './run.js';

/** What `writ policy test --json` prints. */
export interface PolicyTestDocument extends CasesResult {
  readonly schema: 'writ.policy-test/1';
  readonly rules: number;
  /** What is wrong with the set of rules. */
  readonly faults: readonly {
    readonly code: string;
    readonly message: string;
    readonly remedy: string;
    readonly place?: string;
  }[];
  /** Rules whose review is due within 30 days or was before, the most pressing first. */
  readonly due: readonly {
    readonly rule: string;
    readonly owner: string;
    readonly reviewBy: string;
    readonly place: string;
  }[];
}

const text = z.string();

/** The document of `writ policy test`. */
export const policyTestDocument = shapeOf<PolicyTestDocument>()(
  z.strictObject({
    schema: z.literal('writ.policy-test/1'),
    rules: z.int(),
    faults: z.array(z.strictObject({ code: text, message: text, remedy: text, place: text.exactOptional() })),
    due: z.array(z.strictObject({ rule: text, owner: text, reviewBy: text, place: text })),
    results: z.array(z.strictObject({ case: text, expected: text, got: text, passed: z.boolean() })),
    unnoticed: z.array(text),
  }),
);

/** What `writ policy schema --json` prints. */
export interface PolicySchemaDocument {
  readonly schema: 'writ.policy-schema/1';
  /** The Cedar schema of every fact. */
  readonly cedar: string;
}

/** The document of `writ policy schema`. */
export const policySchemaDocument = shapeOf<PolicySchemaDocument>()(
  z.strictObject({ schema: z.literal('writ.policy-schema/1'), cedar: text }),
);
