import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import { ANSWERS, TIERS } from '../../meaning/index.js';
import { shapes } from '../../model/index.js';
import { declaredChange } from '../../policy/index.js';
import { ACCESS_DIFFERENCES, type AccessDiff, type ContentDiff, type DiffDocument } from './document.js';

const { count, digest, instant, text } = shapes;
const answer = z.enum(ANSWERS);
const questions = { broadensAccess: answer, endsAccess: answer, privileged: z.array(text) };
const place = text.exactOptional();

const end = z.strictObject({ said: text, asOf: instant, manifest: digest, grants: count });

const through = z.strictObject({
  package: text,
  asset: text,
  basis: text,
  until: z.union([instant, z.literal('standing')]),
});

const cause = z.strictObject({
  of: z.enum(['job function', 'package', 'permission set', 'ticket', 'group', 'person', 'workload', 'time']),
  id: text,
  says: text.exactOptional(),
  place,
});

const access = shapeOf<AccessDiff>()(
  z.strictObject({
    change: z.enum(ACCESS_DIFFERENCES),
    who: text,
    name: text.exactOptional(),
    gives: z.array(text),
    before: z.array(through),
    after: z.array(through),
    tier: z.enum(TIERS).exactOptional(),
    among: z.array(text),
    unread: z.array(text),
    ...questions,
    because: z.array(cause),
  }),
);

const content = shapeOf<ContentDiff>()(
  z.strictObject({
    set: text,
    holders: count,
    ...questions,
    allows: z.array(text),
    denies: z.array(text),
    place,
  }),
);

const note = z.strictObject({
  code: z.enum([
    'JOB_FUNCTION_MATCHES_NOBODY',
    'JOB_FUNCTION_MATCHES',
    'PACKAGE_FOR_NOBODY',
    'ROUTE_WITHOUT_ANYBODY',
    'TICKET_GIVES_NOTHING',
  ]),
  id: text,
  says: text,
  place,
});

/** The document of `writ diff`. */
export const diffDocument = shapeOf<DiffDocument>()(
  z.strictObject({
    schema: z.literal('writ.diff/1'),
    base: end,
    head: end,
    asOf: instant,
    differs: z.boolean(),
    counts: z.strictObject({
      gained: count,
      widened: count,
      lengthened: count,
      lost: count,
      narrowed: count,
      shortened: count,
      moved: count,
    }),
    principals: count,
    ...questions,
    notes: z.array(note),
    access: z.array(access),
    contents: z.array(content),
    declared: z.array(declaredChange.extend({ place })),
  }),
);
