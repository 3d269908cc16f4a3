import { z } from 'zod';
import type { JournalEntry } from '../../drift/index.js';
import { OBJECT_KINDS } from '../../model/index.js';

/** The schema that each line names, so that a later Writ reads what this one wrote. */
export const JOURNAL_SCHEMA = 'writ.journal/1';

const common = { at: z.iso.datetime(), v: z.literal(JOURNAL_SCHEMA) };
const ran = { ...common, run: z.string().min(1) };
const edge = z.string().regex(/^[0-9a-f]{16}$/);
const edges = z.array(edge);
const ref = z.object({
  kind: z.enum(OBJECT_KINDS),
  name: z.string().min(1),
  source: z.string().min(1),
});
const proof = z.object({ operator: z.string(), key: z.string(), sig: z.string() }).optional();
/** Only its kind is checked here: the adapter that carries it out reads the rest. */
const revocation = z.looseObject({
  what: z.enum(['edge', 'detach-policy', 'delete-inline', 're-provision']),
});

/** One line of the journal as written. */
const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first-seen'), ...common, edge, finding: z.string() }),
  z.object({ kind: z.literal('gone'), ...common, edge }),
  z.object({
    kind: z.literal('object'),
    ...common,
    seen: z.array(z.object({ ref, native: z.string().min(1) })),
  }),
  z.object({
    kind: z.literal('intent'),
    ...ran,
    deadline: z.iso.datetime(),
    edges,
    op: z.enum(['add', 'remove']).optional(),
  }),
  z.object({
    kind: z.literal('attempt'),
    ...ran,
    edge,
    token: z.string().optional(),
    revocation: revocation.optional(),
    counts: z
      .object({
        basis: z.enum(['had', 'none']),
        package: z.string().optional(),
        leaver: z.literal(true).optional(),
      })
      .optional(),
  }),
  z.object({
    kind: z.literal('outcome'),
    ...ran,
    edge,
    state: z.enum(['revoked', 'failed', 'stuck', 'still-live', 'spread']),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('queued'), ...ran, by: z.string(), rail: z.string(), edges, proof }),
  z.object({ kind: z.literal('released'), ...ran, by: z.string(), reason: z.string(), edges, proof }),
  z.object({ kind: z.literal('run-ended'), ...ran, interrupted: z.literal(true).optional() }),
  z.object({ kind: z.literal('torn'), ...common, bytes: z.number().int().nonnegative(), digest: z.string() }),
]);

/** The text of an entry, without its line end. */
export function lineOf(entry: JournalEntry): string {
  return JSON.stringify({ ...entry, v: JOURNAL_SCHEMA });
}

/** Reads a line back; undefined when it is not one that any Writ so far wrote. */
export function tryParseLine(text: string): JournalEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) return undefined;
  const { v: _, ...entry } = parsed.data;
  return entry as JournalEntry;
}
