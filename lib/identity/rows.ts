import { z } from 'zod';
import { branded, instantOf, isWritError, WritError, type Instant } from '../kernel/index.js';
import type { SourceId, WorkerId } from '../model/index.js';
import type { DirectorySays } from './directory-says.js';
import { hasLeft } from './employment.js';
import { day, workerIdForm as workerId } from './forms.js';
import { idFault } from './one-script.js';
import type { PersonRecord } from './snapshot.js';

const DAY = 86_400_000;
const optional = <T extends z.ZodType>(schema: T): z.ZodUnion<[z.ZodLiteral<''>, T]> =>
  z.union([z.literal(''), schema]);

/** No field of a feed is longer. */
const text = z.string().max(1000);

const hrRow = z.object({
  worker_id: workerId,
  name: text.min(1),
  email: text.min(3),
  worker_type: z.enum(['employee', 'contractor', 'vendor']),
  status: z.enum(['active', 'on-leave', 'terminated']),
  department: text,
  job_code: text,
  title: text,
  manager_id: optional(workerId),
  start_date: day,
  last_day: optional(day),
  vendor: text,
  sponsor_id: optional(workerId),
  contract_end: optional(day),
});

/** What is told from others by its characters. */
const ident = text.min(1).superRefine((value, context) => {
  const fault = idFault(value);
  if (fault !== undefined) context.addIssue(`is ${fault}`);
});

const directoryRow = z.object({
  owner: ident.regex(/^(hr|workload|shared):.{1,100}$/),
  source: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be like `okta`'),
  native_id: ident,
  login: ident,
});

/** One account out of the directory feed. */
export interface DirectoryAccount {
  readonly owner: { readonly kind: 'person' | 'workload' | 'shared'; readonly id: string };
  readonly source: SourceId;
  readonly native: string;
  readonly login: string;
  /** What else the directory says of it. Absent where its feed has no further columns. */
  readonly says?: DirectorySays;
}

/** The owner of an account as the feed writes it. */
export function ownerText({ owner: { kind, id } }: DirectoryAccount): string {
  return `${kind === 'person' ? 'hr' : kind}:${id}`;
}

/** A person as HR alone has it. */
export type BarePerson = Omit<PersonRecord, 'accounts' | 'forgeLogin'>;

/** A person out of one HR row; a contractor or vendor without sponsor and end does not parse. Throws FEED_REFUSED. */
export function parseHrRow(row: unknown, place: string): BarePerson {
  const { data, fail } = read(hrRow, row, place);
  const contract = contractOf(data, fail);
  refuseBackwards(data, fail);
  return {
    id: data.worker_id,
    name: data.name,
    email: data.email.toLowerCase(),
    worker: data.worker_type,
    status: data.status,
    department: data.department,
    jobCode: data.job_code,
    title: data.title,
    start: startOf(data.start_date),
    ...(data.manager_id ? { manager: data.manager_id } : {}),
    ...(data.last_day ? { lastDay: endOf(data.last_day) } : {}),
    ...(contract ? { contract } : {}),
  };
}

/** A person id out of a row that cannot be read whole; undefined when not even that is there. */
export function tryWorkerId(row: Readonly<Record<string, unknown>>): WorkerId | undefined {
  return workerId.safeParse(row['worker_id']).data;
}

/**
 * What a row that cannot be read whole says of an end: a termination always gets through. Undefined when it names no
 * end that has come by `asOf`.
 */
export function tryLeaver(row: Readonly<Record<string, unknown>>, asOf: Instant): BarePerson | undefined {
  const id = tryWorkerId(row);
  if (id === undefined) return undefined;
  const textOf = (column: string): string => {
    const value = row[column];
    return typeof value === 'string' ? value.trim() : '';
  };
  const dayIn = (column: string): string | undefined => day.safeParse(textOf(column)).data;
  const start = dayIn('start_date');
  const lastDay = [dayIn('last_day'), dayIn('contract_end')].filter((each) => each !== undefined).sort()[0];
  const said: BarePerson = {
    id,
    name: textOf('name') || `hr:${id}`,
    email: textOf('email').toLowerCase(),
    worker: 'employee',
    status: textOf('status').toLowerCase() === 'terminated' ? 'terminated' : 'active',
    department: '',
    jobCode: '',
    title: '',
    start: start ? startOf(start) : instantOf(0),
    ...(lastDay ? { lastDay: endOf(lastDay) } : {}),
  };
  return hasLeft(said, asOf) ? said : undefined;
}

/** An account out of one directory row. Throws FEED_REFUSED. */
export function parseDirectoryRow(row: unknown, place: string): DirectoryAccount {
  const { data } = read(directoryRow, row, place);
  const [kind, id] = [
    data.owner.slice(0, data.owner.indexOf(':')),
    data.owner.slice(data.owner.indexOf(':') + 1),
  ];
  return {
    owner: { kind: kind === 'hr' ? 'person' : kind === 'workload' ? 'workload' : 'shared', id },
    source: branded<'source'>(data.source),
    native: data.native_id,
    login: data.login,
  };
}

/** Who starts after the end is nobody whom HR can have meant; a termination is believed all the same. */
function refuseBackwards(
  { status, start_date: start, last_day: last, contract_end: end }: z.infer<typeof hrRow>,
  fail: (why: string) => WritError,
): void {
  const before = [last, end].find((each) => each !== '' && each < start);
  if (before === undefined || status === 'terminated') return;
  throw fail(`starts on \`${start}\`, after it ends on \`${before}\``);
}

function contractOf(data: z.infer<typeof hrRow>, fail: (why: string) => WritError): PersonRecord['contract'] {
  if (data.worker_type === 'employee') return undefined;
  if (!data.vendor || !data.sponsor_id || !data.contract_end) {
    throw fail(`a ${data.worker_type} needs \`vendor\`, \`sponsor_id\` and \`contract_end\``);
  }
  return { vendor: data.vendor, sponsor: data.sponsor_id, end: endOf(data.contract_end) };
}

function read<T extends z.ZodType>(
  schema: T,
  row: unknown,
  place: string,
): { data: z.infer<T>; fail: (why: string) => WritError } {
  const fail = (why: string): WritError =>
    new WritError('FEED_REFUSED', `${place}: ${why}`, {
      place: { file: place },
      remedy: 'correct the row at its source and export again',
    });
  try {
    const parsed = schema.safeParse(row);
    if (parsed.success) return { data: parsed.data, fail };
    const [issue] = parsed.error.issues;
    throw fail(`\`${issue?.path.join('.') ?? ''}\` ${issue?.message ?? 'is not allowed'}`);
  } catch (error) {
    throw isWritError(error) ? error : fail('is not readable');
  }
}

function startOf(date: string): Instant {
  return instantOf(Date.parse(`${date}T00:00:00Z`));
}

/** A day named as last is worked to its end (UTC until the feed carries a zone). */
function endOf(date: string): Instant {
  return instantOf(Date.parse(`${date}T00:00:00Z`) + DAY);
}
