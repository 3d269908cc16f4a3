import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { DOCUMENTS, type DocumentName } from '../lib/cli/schema/index.js';
import {
  bodySchema,
  PREDICATE_KINDS,
  PREDICATES,
  predicateType,
  type PredicateKind,
} from '../lib/evidence/index.js';

const FOLDER = join(__dirname, '..', 'schemas');

/** The JSON Schema (2020-12) of one document. Fields that a later version adds are allowed, unless the schema refuses them. */
function schemaOf(name: DocumentName): object {
  return {
    title: `writ ${name}`,
    ...z.toJSONSchema(DOCUMENTS[name], { io: 'input', unrepresentable: 'any' }),
  };
}

/** The JSON Schema of the body of one kind of ledger entry. */
function evidenceSchema(kind: PredicateKind): object {
  const schema = z.toJSONSchema(bodySchema(kind), { io: 'input', unrepresentable: 'any' });
  return {
    $id: predicateType(kind),
    title: `writ ledger entry: ${kind}`,
    description: PREDICATES[kind].about,
    ...schema,
  };
}

/** Every schema by the path of its file. */
function schemas(): Record<string, object> {
  const documents = (Object.keys(DOCUMENTS) as DocumentName[]).map((name) => [name, schemaOf(name)] as const);
  const bodies = PREDICATE_KINDS.map((kind) => [`evidence/${kind}`, evidenceSchema(kind)] as const);
  return Object.fromEntries([...documents, ...bodies]);
}

/** Writes the schemas, or with --check says which are stale. */
async function main(check: boolean): Promise<void> {
  mkdirSync(join(FOLDER, 'evidence'), { recursive: true });
  for (const [name, schema] of Object.entries(schemas())) {
    const file = join(FOLDER, `${name}.schema.json`);
    const wanted = await format(JSON.stringify(schema), {
      ...(await resolveConfig(file)),
      parser: 'json',
    });
    if (!check) writeFileSync(file, wanted);
    else if (readFileSync(file, 'utf8') !== wanted) {
      process.stderr.write(`schemas/${name}.schema.json is stale: run \`npm run docs\`\n`);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] === __filename) void main(process.argv.includes('--check'));
