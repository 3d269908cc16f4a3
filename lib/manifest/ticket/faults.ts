import type { z } from 'zod';
import {
  nearest,
  quoted,
  WritErrors,
  type Code,
  type LookAlike,
  type WritError,
} from '../../kernel/index.js';
import { AS_DOCS, ticketFault, valueAt, type FaultGround } from './fault-ground.js';
import type { TicketShape } from './shape.js';
import { TICKET_KINDS } from './ticket.js';
import { foreignField, isNear, unknownField } from './unknown-field.js';

/** What a shape found wrong, as faults of a ticket: one a field, since the first makes up for the others. */
export function faultsOf(ground: FaultGround, issues: readonly z.core.$ZodIssue[]): WritError[] {
  const first = issues.filter(
    (issue, at) =>
      issue.code === 'unrecognized_keys' ||
      issues.findIndex(({ path }) => path.join('.') === issue.path.join('.')) === at,
  );
  const unknown = first.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  const missing = first.map(({ path }) => path).filter((path) => valueAt(ground.value, path) === undefined);
  const meant = misspelt(
    unknown.filter((path) => foreignField(ground, path) === undefined),
    missing,
  );
  const found = new Set([...meant.values()].map(pathText));
  return first.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        return unknownField(ground, path, meant.get(pathText(path))?.at(-1));
      });
    // Missing under its own name alone: told where it stands.
    return found.has(pathText(issue.path)) ? [] : [faultOf(ground, issue)];
  });
}

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/** Which missing field each unknown one was meant for, of the same mapping: by path, the path of the missing one. */
function misspelt(
  unknown: readonly (readonly PropertyKey[])[],
  missing: readonly (readonly PropertyKey[])[],
): ReadonlyMap<string, readonly PropertyKey[]> {
  const left = [...missing];
  const found = new Map<string, readonly PropertyKey[]>();
  for (const path of unknown) {
    const beside = left.filter((each) => pathText(each.slice(0, -1)) === pathText(path.slice(0, -1)));
    const name = meantBy(
      String(path.at(-1)),
      beside.map((each) => String(each.at(-1))),
    );
    const at = left.findIndex((each) => beside.includes(each) && each.at(-1) === name);
    const [meant] = at < 0 ? [] : left.splice(at, 1);
    if (meant) found.set(pathText(path), meant);
  }
  return found;
}

/** Of short names any is near any other: there one letter makes the difference. */
function meantBy(key: string, fields: readonly string[]): string | undefined {
  return key.length > 3 ? nearest(key, fields) : fields.find((field) => isNear(field, key));
}

/** Several faults as one error. */
export function gathered(file: string, faults: readonly WritError[]): WritError {
  const [only] = faults;
  if (only && faults.length === 1) return only;
  return new WritErrors('TICKET_INVALID', `\`${file}\` has ${faults.length} faults`, faults);
}

function faultOf(ground: FaultGround, issue: z.core.$ZodIssue): WritError {
  const { path } = issue;
  const [field] = path;
  const value = valueAt(ground.value, path);
  const named = path.length > 0 ? `\`${path.map(String).join('.')}\` ` : 'the ticket ';
  const alike = lookAlikeIn(issue);
  if (alike)
    return ticketFault(ground, path, `${named}${quoted(said(value))} ${alike.why}`, {
      code: 'ID_LOOKALIKE',
      remedy: alike.meant === undefined ? 'write the id as it is declared' : `write ${quoted(alike.meant)}`,
      ...(alike.meant === undefined ? {} : { candidates: [alike.meant] }),
    });
  const code = codeOf(field, value, issue);
  if (field === 'kind' && path.length === 1)
    return ticketFault(ground, path, kindWords(value), { remedy: kindRemedy(value) });
  if (value === undefined || value === null)
    return ticketFault(ground, path, `${named}is missing${aboutOf(ground.shape, path)}`, { code });
  return ticketFault(ground, path, `${named}${wordsOf(issue)}`, { code });
}

function lookAlikeIn(issue: z.core.$ZodIssue): LookAlike | undefined {
  return issue.code === 'custom' ? (issue.params?.['lookAlike'] as LookAlike | undefined) : undefined;
}

/** A window without an end and a ticket without a reason have codes of their own. */
function codeOf(field: PropertyKey | undefined, value: unknown, issue: z.core.$ZodIssue): Code {
  if (field === 'window') return 'WINDOW_INVALID';
  if (field !== 'justification') return 'TICKET_INVALID';
  const says = value !== undefined && value !== null && issue.code !== 'too_small';
  return says && !/placeholder/.test(issue.message) ? 'TICKET_INVALID' : 'JUSTIFICATION_MISSING';
}

function kindWords(value: unknown): string {
  const allowed = TICKET_KINDS.map((kind) => `\`${kind}\``).join(', ');
  return value === undefined || value === null
    ? `\`kind\` is missing; allowed are ${allowed}`
    : `\`kind\` ${quoted(said(value))} is not a kind of ticket; allowed are ${allowed}`;
}

function kindRemedy(value: unknown): string {
  const meant = nearest(said(value), TICKET_KINDS);
  return meant === undefined ? AS_DOCS : `write \`${meant}\``;
}

/** In our words where the library's speak of types. */
function wordsOf({ code, message, ...issue }: z.core.$ZodIssue): string {
  if (code === 'invalid_type' && 'expected' in issue)
    return `must be ${KINDS_OF_VALUE[issue.expected] ?? 'another value'}`;
  if (code === 'invalid_value' && 'values' in issue)
    return `is not one of ${issue.values.map((each) => `\`${String(each)}\``).join(', ')}`;
  if (code === 'invalid_union') return 'is not allowed';
  return message;
}

const KINDS_OF_VALUE: Readonly<Record<string, string>> = {
  string: 'text; put it in quotes if it looks like something else',
  object: 'a mapping',
  array: 'a list',
};

/** What a missing field is for, as its shape says. */
function aboutOf(shape: TicketShape, path: readonly PropertyKey[]): string {
  const field =
    path.length === 1 ? (shape.shape as Record<PropertyKey, z.ZodType>)[path[0] ?? ''] : undefined;
  const about = field?.meta()?.description;
  return about === undefined ? '' : `: ${about}`;
}

/** A value as a message shows it. */
function said(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
