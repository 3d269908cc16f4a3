/** The part of JSON Schema (2020-12) that the ledger's published schemas use. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** What in a value does not fit, as `field what`; undefined when all of it does. */
export function misfitOf(schema: Schema, value: unknown, path: string): string | undefined {
  return (
    kindMisfit(schema, value, path) ??
    (typeof value === 'string' ? textMisfit(schema, value, path) : undefined) ??
    (typeof value === 'number' ? numberMisfit(schema, value, path) : undefined) ??
    (Array.isArray(value) ? listMisfit(schema, value, path) : undefined) ??
    (isObject(value) ? objectMisfit(schema, value, path) : undefined)
  );
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindMisfit(schema: Schema, value: unknown, path: string): string | undefined {
  if (schema.type !== undefined && !isOfType(schema.type, value))
    return says(path, `is not of type ${schema.type}`);
  if ('const' in schema && value !== schema.const)
    return says(path, `is not ${JSON.stringify(schema.const)}`);
  if (schema.enum && !schema.enum.includes(value)) return says(path, 'is none of the values allowed');
  const choices = schema.anyOf ?? schema.oneOf;
  const misfits = choices?.map((choice) => misfitOf(choice, value, path));
  return misfits?.every((misfit) => misfit !== undefined) ? misfits.at(-1) : undefined;
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}

/** How an instant is written; the form alone would allow a 13th month. */
export const INSTANT = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$';

function isTime(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

function textMisfit({ pattern, minLength }: Schema, value: string, path: string): string | undefined {
  if (minLength !== undefined && value.length < minLength) return says(path, 'must not be empty');
  if (pattern !== undefined && !new RegExp(pattern).test(value)) return says(path, 'has the wrong form');
  return pattern === INSTANT && !isTime(value) ? says(path, 'is a time that there is not') : undefined;
}

function numberMisfit({ minimum, maximum }: Schema, value: number, path: string): string | undefined {
  const fits = (minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum);
  return fits ? undefined : says(path, 'is out of range');
}

function listMisfit(schema: Schema, value: readonly unknown[], path: string): string | undefined {
  if (schema.minItems !== undefined && value.length < schema.minItems)
    return says(path, `must hold ${String(schema.minItems)} or more`);
  const { items } = schema;
  return items && first(value.map((item, at) => misfitOf(items, item, `${path}.${String(at)}`)));
}

function objectMisfit(schema: Schema, value: Record<string, unknown>, path: string): string | undefined {
  const missing = schema.required?.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) return says(`${path}.${missing}`, 'is missing');
  return first(
    Object.keys(value).map((key) => {
      const named = schema.propertyNames && misfitOf(schema.propertyNames, key, `${path}.${key}`);
      const own =
        schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
      const known = own ?? schema.additionalProperties;
      if (known === false) return says(`${path}.${key}`, 'does not belong there');
      return named ?? (typeof known === 'object' ? misfitOf(known, value[key], `${path}.${key}`) : undefined);
    }),
  );
}

function first(misfits: readonly (string | undefined)[]): string | undefined {
  return misfits.find((misfit) => misfit !== undefined);
}

function says(path: string, what: string): string {
  return `\`${path}\` ${what}`;
}
