import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import { by, sorted } from '../../kernel/index.js';
import type { RuleQuestion } from '../rules/engine.js';
import { KIND, type FactsRead } from '../rules/facts-read.js';

/** A fact by dotted name, as `request.tier`, with the value that a rule saw; without one the fact was absent. */
export interface FactSeen {
  readonly fact: string;
  readonly value?: boolean | number | string | readonly string[];
}

/** The facts that a rule reads, with the values that a question gave it. Sorted by name. */
export function factsSeen(question: RuleQuestion, reads: FactsRead): readonly FactSeen[] {
  const paths = reads === 'all' ? ['principal', 'request', 'context'] : reads;
  const whole = reads === 'all';
  return sorted(
    paths.flatMap((path) => seen(question, path, whole)),
    by(({ fact }) => fact),
  );
}

function seen(question: RuleQuestion, path: string, whole: boolean): readonly FactSeen[] {
  if (path === KIND) return [{ fact: path, value: question.principal.type }];
  const [root = '', ...names] = path.split('.');
  if (root === 'action') return [{ fact: path, value: question.action }];
  const { type, id, attrs } = question.principal;
  const given: Readonly<Record<string, CedarValueJson>> =
    root === 'principal' ? attrs : root === 'request' ? question.request.attrs : question.context;
  if (names.length > 0) return leaves(path, at(given, names));
  const all = root === 'context' || whole ? leaves(path, given) : [];
  const self = root === 'principal' ? `${type}::${id}` : question.request.id;
  return root === 'context' ? all : [{ fact: path, value: self }, ...all];
}

function at(given: CedarValueJson, names: readonly string[]): CedarValueJson | undefined {
  let value: unknown = given;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value as CedarValueJson;
}

function leaves(fact: string, value: CedarValueJson | undefined): readonly FactSeen[] {
  if (value === undefined || value === null) return [{ fact }];
  if (Array.isArray(value))
    return [
      {
        fact,
        value: value.map((each) => wordOf(each) ?? (typeof each === 'string' ? each : JSON.stringify(each))),
      },
    ];
  if (typeof value !== 'object') return [{ fact, value }];
  const word = wordOf(value);
  if (word !== undefined) return [{ fact, value: word }];
  return Object.entries(value).flatMap(([name, each]) => leaves(`${fact}.${name}`, each as CedarValueJson));
}

/** A word as the facts have it: Cedar is told it as an entity. */
function wordOf(value: CedarValueJson): string | undefined {
  if (typeof value !== 'object' || value === null || !('__entity' in value)) return undefined;
  return (value as { readonly __entity: { readonly id: string } }).__entity.id;
}
