import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { COMMANDS } from '../../lib/cli/commands/index.js';

const SCHEMAS = resolve(__dirname, '..', '..', 'schemas');
const checks = new Map<string, ValidateFunction>();

/** What is wrong with what a command printed for machines, by its published schema with nothing else allowed; null when nothing is. */
export async function unpublished(argv: readonly string[], document: unknown): Promise<string | null> {
  const name = await schemaName(argv, document);
  const check = checks.get(name) ?? strict(name);
  checks.set(name, check);
  if (check(document)) return null;
  const faults = (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
  return `\`writ ${argv.join(' ')}\` is not what schemas/${name}.schema.json says:\n${faults.join('\n')}`;
}

async function schemaName(argv: readonly string[], document: unknown): Promise<string> {
  if (typeof document === 'object' && document !== null && 'error' in document) return 'error';
  const entry = COMMANDS.filter(({ name }) => name === argv.slice(0, name.split(' ').length).join(' ')).at(
    -1,
  );
  const name = (await entry?.load())?.schema;
  if (name === undefined) throw new Error(`\`writ ${argv.join(' ')}\` has no published document`);
  return name;
}

function strict(name: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(
    closed(JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8'))) as object,
  );
}

/** The same schema, where an object that names its members has no other; one that says it takes any is left so. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const names = typeof schema === 'object' && 'properties' in schema && 'type' in schema;
  return names && !('additionalProperties' in schema) ? { ...inner, additionalProperties: false } : inner;
}
