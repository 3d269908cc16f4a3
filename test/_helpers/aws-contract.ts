import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly exception?: boolean;
  readonly document?: boolean;
}

interface Operation {
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
  readonly errors?: readonly { readonly shape: string }[];
}

/** A published service model (`*.service-2.json`). */
export interface Model {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Errors that any operation may answer, whatever its own list says. */
export const COMMON_ERRORS = new Set([
  'AccessDeniedException',
  'MissingAuthenticationTokenException',
  'SerializationException',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationException',
]);

export function loadModel(contracts: string, service: string): Model {
  return JSON.parse(readFileSync(join(contracts, 'aws', `${service}.service-2.json`), 'utf8'));
}

/** Everything in `value` that the shape does not allow, as `path: fault`. */
export function faultsOf(model: Model, shapeName: string, value: unknown, path = '$'): string[] {
  const shape = model.shapes[shapeName];
  if (shape === undefined) return [`${path}: unknown shape ${shapeName}`];
  switch (shape.type) {
    case 'structure':
      return shape.document === true ? [] : structureFaults(model, shape, value, path);
    case 'list':
      return listFaults(model, shape, value, path);
    case 'map':
      return typeof value === 'object' ? [] : [`${path}: not a map`];
    case 'string':
      return stringFaults(shape, value, path);
    case 'integer':
    case 'long':
      return Number.isInteger(value) ? [] : [`${path}: not an integer`];
    case 'timestamp':
      return typeof value === 'number' ? [] : [`${path}: not a timestamp`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: not a boolean`];
    default:
      return [`${path}: the checker does not know ${shape.type}`];
  }
}

function structureFaults(model: Model, shape: Shape, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path}: not a structure`];
  const given = value as Record<string, unknown>;
  const members = shape.members ?? {};
  return [
    ...(shape.required ?? [])
      .filter((name) => given[name] === undefined)
      .map((name) => `${path}.${name}: missing`),
    ...Object.entries(given).flatMap(([name, inner]) => {
      const member = members[name];
      return member === undefined
        ? [`${path}.${name}: not in the model`]
        : faultsOf(model, member.shape, inner, `${path}.${name}`);
    }),
  ];
}

function listFaults(model: Model, shape: Shape, value: unknown, path: string): string[] {
  if (!Array.isArray(value)) return [`${path}: not a list`];
  const of = shape.member?.shape ?? '';
  return [
    ...lengthFaults(shape, value.length, path),
    ...value.flatMap((inner, index) => faultsOf(model, of, inner, `${path}[${index}]`)),
  ];
}

function stringFaults(shape: Shape, value: unknown, path: string): string[] {
  if (typeof value !== 'string') return [`${path}: not a string`];
  const matches = shape.pattern === undefined || anchored(shape.pattern).test(value);
  return [
    ...lengthFaults(shape, value.length, path),
    ...(matches ? [] : [`${path}: '${value}' does not match ${shape.pattern ?? ''}`]),
    ...(shape.enum === undefined || shape.enum.includes(value)
      ? []
      : [`${path}: '${value}' is not in the enum`]),
  ];
}

function lengthFaults(shape: Shape, length: number, path: string): string[] {
  return [
    ...(length < (shape.min ?? 0) ? [`${path}: shorter than ${shape.min ?? 0}`] : []),
    ...(length > (shape.max ?? Infinity) ? [`${path}: longer than ${shape.max ?? 0}`] : []),
  ];
}

function anchored(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
}
