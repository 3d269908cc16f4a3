import { by, canonicalJson, quoted, sorted, sortedTexts } from '../../kernel/index.js';
import type { DocumentPath, PolicyFaults } from './faults.js';
import { OPERATORS, type ConditionOperator } from './operators.js';
import type { ConditionClause } from './policy.js';
import { allowedText, objectOf, readText, variablesIn } from './values.js';

/** The clauses of a condition block in a total order, each once; all of them have to hold. */
export function readConditions(
  value: unknown,
  path: DocumentPath,
  variables: boolean,
  faults: PolicyFaults,
): readonly ConditionClause[] {
  if (value === undefined) return [];
  const clauses = Object.entries(objectOf(value, path, faults) ?? {}).flatMap(([name, keys]) =>
    clausesOf(name, keys, [...path, name], variables, faults),
  );
  const byText = new Map(clauses.map((clause) => [canonicalJson(clause), clause]));
  return sorted(
    byText.entries(),
    by(([text]) => text),
  ).map(([, clause]) => clause);
}

function clausesOf(
  name: string,
  keys: unknown,
  path: DocumentPath,
  variables: boolean,
  faults: PolicyFaults,
): readonly ConditionClause[] {
  const said = operatorOf(name);
  if (!said) {
    faults.add(path, `${quoted(name)} is no condition operator`, 'write one that AWS documents');
    return [];
  }
  return Object.entries(objectOf(keys, path, faults) ?? {}).flatMap(([key, values]) => {
    const at = [...path, key];
    if (readText(key, at, faults) === undefined) return [];
    const texts = valuesOf(values, said.spec, at, variables, faults);
    const { operator, ifExists, set } = said;
    return [{ ...(set ? { set } : {}), operator, ifExists, key: key.toLowerCase(), values: texts }];
  });
}

interface SaidOperator extends Pick<ConditionClause, 'set' | 'operator' | 'ifExists'> {
  readonly spec: ConditionOperator;
}

/** `ForAllValues:StringLikeIfExists` in its parts. */
export function operatorOf(name: string): SaidOperator | undefined {
  const parts = /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/.exec(name.toLowerCase());
  const operator = parts?.[2] ?? '';
  const spec = OPERATORS.get(operator);
  const ifExists = parts?.[3] !== undefined;
  if (!spec || (spec.of === 'null' && ifExists)) return undefined;
  const set = parts?.[1] as ConditionClause['set'];
  return { spec, operator, ifExists, ...(set ? { set } : {}) };
}

/** The operator of a clause as {@link operatorOf} reads it. */
export function operatorText({
  set,
  operator,
  ifExists,
}: Pick<ConditionClause, 'set' | 'operator' | 'ifExists'>): string {
  return `${set ? `${set}:` : ''}${operator}${ifExists ? 'ifexists' : ''}`;
}

function valuesOf(
  value: unknown,
  spec: ConditionOperator,
  path: DocumentPath,
  variables: boolean,
  faults: PolicyFaults,
): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  const texts = list.flatMap((each, i) => {
    const at = Array.isArray(value) ? [...path, i] : path;
    if (typeof each !== 'string' && typeof each !== 'number' && typeof each !== 'boolean')
      return faults.value<string>(at, each, 'a text, a number or a truth value') ?? [];
    if (typeof each === 'number' && !isExact(each))
      return faults.value<string>(at, String(each), 'a number of 15 digits at most, or a text') ?? [];
    const text = spec.of === 'bool' || spec.of === 'null' ? String(each).toLowerCase() : String(each);
    if ((spec.of === 'bool' || spec.of === 'null') && !/^(?:true|false|\$\{.*\})$/.test(text))
      return faults.value<string>(at, each, '`true` or `false`') ?? [];
    if (allowedText(text, at, faults) === undefined) return [];
    return (variables ? variablesIn(text, at, faults) : text) ?? [];
  });
  return sortedTexts([...new Set(texts)]);
}

/** Whether a number is as it was written: of more digits a JSON parser keeps the nearest one, which others are nearest to as well. */
function isExact(number: number): boolean {
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER && String(number).replace(/\D/g, '').length <= 15;
}
