import { AwsError } from './errors.js';

/** Reads one member of a request; what breaks the model's constraints is added to `problems`. */
export interface Shape<T> {
  readonly optional: boolean;
  read(value: unknown, path: string, problems: string[]): T;
}

/** What a shape, or a structure of shapes, reads to. */
export type Read<S> = S extends Shape<infer T> ? T : { readonly [K in keyof S]: Read<S[K]> };

/** Members of a structure by name. */
export type Members = Readonly<Record<string, Shape<unknown>>>;

interface TextRules {
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

/** A string under the constraints of the model. */
export function text(rules: TextRules = {}): Shape<string> {
  const { pattern, min, max } = rules;
  // The models' patterns are meant anchored; those with Unicode classes need the `u` flag, others break under it.
  const expression =
    pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
  return shape((value, path, problems) => {
    if (typeof value !== 'string') throw unserializable(path, 'string');
    if (min !== undefined && value.length < min)
      problems.push(failed(value, path, `have length greater than or equal to ${min}`));
    if (max !== undefined && value.length > max)
      problems.push(failed(value, path, `have length less than or equal to ${max}`));
    if (expression !== undefined && !expression.test(value)) {
      problems.push(failed(value, path, `satisfy regular expression pattern: ${pattern ?? ''}`));
    }
    return value;
  });
}

/** One of a closed set of strings. */
export function oneOf<const T extends string>(...values: T[]): Shape<T> {
  return shape((value, path, problems) => {
    if (typeof value !== 'string') throw unserializable(path, 'string');
    if (!(values as string[]).includes(value)) {
      problems.push(failed(value, path, `satisfy enum value set: [${values.join(', ')}]`));
    }
    return value as T;
  });
}

/** A whole number between two bounds. */
export function integer(min: number, max: number): Shape<number> {
  return shape((value, path, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw unserializable(path, 'integer');
    if (value < min) problems.push(failed(String(value), path, `have value greater than or equal to ${min}`));
    if (value > max) problems.push(failed(String(value), path, `have value less than or equal to ${max}`));
    return value;
  });
}

/** Seconds since the epoch, as JSON 1.1 writes a timestamp; read to milliseconds. */
export function timestamp(): Shape<number> {
  return shape((value, path) => {
    if (typeof value !== 'number') throw unserializable(path, 'timestamp');
    return value * 1000;
  });
}

/** Anything at all: documents, and members that are only kept and given back. */
export function document(): Shape<unknown> {
  return shape((value) => value);
}

/** A list with bounds on its length. */
export function list<T>(of: Shape<T>, min = 0, max = Infinity): Shape<T[]> {
  return shape((value, path, problems) => {
    if (!Array.isArray(value)) throw unserializable(path, 'list');
    if (value.length < min)
      problems.push(failed(shown(value), path, `have length greater than or equal to ${min}`));
    if (value.length > max)
      problems.push(failed(shown(value), path, `have length less than or equal to ${max}`));
    return value.map((each, index) => of.read(each, `${path}.${index + 1}.member`, problems));
  });
}

/** A structure; unknown members are ignored, as the services do. */
export function structure<S extends Members>(members: S): Shape<Read<S>> {
  return shape((value, path, problems) =>
    readMembers(members, value, path === '' ? '' : `${path}.`, problems),
  );
}

/** The same shape, not required. */
export function optional<T>(inner: Shape<T>): Shape<T | undefined> {
  return { optional: true, read: (value, path, problems) => inner.read(value, path, problems) };
}

/** Reads the members of a request or of a nested structure. */
export function readMembers<S extends Members>(
  members: S,
  value: unknown,
  prefix: string,
  problems: string[],
): Read<S> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unserializable(prefix, 'structure');
  const given = value as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(members)) {
    const path = prefix + name.charAt(0).toLowerCase() + name.slice(1);
    const raw = given[name];
    if (raw !== undefined && raw !== null) result[name] = member.read(raw, path, problems);
    else if (!member.optional)
      problems.push(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  }
  return result as Read<S>;
}

function shape<T>(read: Shape<T>['read']): Shape<T> {
  return { optional: false, read };
}

function failed(value: string, path: string, constraint: string): string {
  return `Value '${value}' at '${path}' failed to satisfy constraint: Member must ${constraint}`;
}

function shown(value: readonly unknown[]): string {
  return `[${value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(', ')}]`;
}

function unserializable(path: string, wanted: string): AwsError {
  return new AwsError(
    'SerializationException',
    `unexpected value at ${path === '' ? 'the root' : path}: expected ${wanted}`,
  );
}
