import { z } from 'zod';
import { completeness } from '../inventory/index.js';
import { shapeOf, type Printed } from '../kernel/index.js';
import { allowed } from '../meaning/index.js';
import { shapes } from '../model/index.js';
import type { ScanLog } from './audit.js';
import type { ScanFinding } from './finding.js';
import type { ScanCounts, ScanReport } from './scan.js';
import type { ScanRow } from './table.js';

const { count, instant, text } = shapes;

const counts = shapeOf<ScanCounts>()(
  z.object({
    people: count,
    users: count,
    gone: count,
    groups: count,
    memberships: count,
    permissionSets: count,
    accounts: count,
    assignments: count,
    privilegedPeople: count,
  }),
);

const finding = shapeOf<ScanFinding>()(
  z.object({
    question: z.enum([
      'privileged-many',
      'held-by-leavers',
      'direct-beside-groups',
      'unexplained',
      'unreadable',
    ]),
    title: text,
    count,
    headline: text,
    cases: z.array(
      z.object({
        subject: text,
        gives: text,
        why: text,
        privileged: z.boolean(),
        allows: allowed.exactOptional(),
      }),
    ),
    fix: text,
    doubt: text.exactOptional(),
  }),
);

const row = shapeOf<ScanRow>()(
  z.object({
    permissionSet: text,
    privileged: z.array(text),
    accounts: count,
    people: count,
    direct: count,
    groups: count,
  }),
);

const log = shapeOf<ScanLog>()(
  z.object({
    read: z.boolean(),
    from: instant,
    to: instant,
    complete: z.boolean(),
    events: count,
    failures: z.array(text),
  }),
);

/** What a scan found: `writ scan --json`. */
export const scanDocument = shapeOf<Printed<ScanReport>>()(
  z.object({
    schema: z.literal('writ.scan/1'),
    at: instant,
    counts,
    findings: z.array(finding),
    access: z.array(row),
    sources: z.array(completeness),
    log,
    uncovered: z.array(text),
    verdict: z.enum(['complete', 'incomplete']),
  }),
);
