import { z } from 'zod';
import { completeness } from '../../inventory/index.js';
import { shapeOf, type Printed } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { DriftReport, LogRead, RecordNote } from '../finding.js';
import { DRIFT_CLASSES } from '../findings/index.js';
import { finding } from './finding.js';

const { count, fault, instant, sourceId, text } = shapes;

const note = shapeOf<RecordNote>()(
  z.object({ code: z.enum(['TIME_AHEAD', 'NEWER_MANIFEST', 'BIRTHRIGHT_HELD']), says: text, cure: text }),
);

const log = shapeOf<Printed<LogRead>>()(
  z.object({ source: sourceId, complete: z.boolean(), events: count, failures: z.array(fault) }),
);

/** What a judgement found: `writ drift --json`. */
export const driftDocument = shapeOf<Printed<DriftReport>>()(
  z.object({
    schema: z.literal('writ.drift/1'),
    at: instant,
    manifest: text,
    counts: z.record(z.enum(DRIFT_CLASSES), count),
    findings: z.array(finding),
    notes: z.array(finding),
    record: z.array(note),
    sources: z.array(completeness),
    logs: z.array(log),
    coverage: z.object({ compared: count, declared: count }),
    uncovered: z.array(text),
    verdict: z.enum(['clean', 'drift', 'incomplete']),
  }),
);
