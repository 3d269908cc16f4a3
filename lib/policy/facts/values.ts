import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { FactsOf, Field, Fields } from './field.js';

/** Facts as Cedar reads them: words as entities, everything else as it is. */
export function cedarValues<T extends Fields>(table: T, facts: FactsOf<T>): Record<string, CedarValueJson> {
  const given: Readonly<Record<string, unknown>> = facts;
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, field]) =>
      given[name] === undefined ? [] : [[name, valueOf(field, given[name])] as const],
    ),
  );
}

function valueOf(field: Field, value: unknown): CedarValueJson {
  switch (field.type) {
    case 'word':
      return entityOf(field, value);
    case 'words':
      return (value as readonly unknown[]).map((each) => entityOf(field, each));
    case 'texts':
      return [...(value as readonly string[])];
    case 'group':
      return cedarValues(field.members ?? {}, value as FactsOf<Fields>);
    default:
      return value as CedarValueJson;
  }
}

function entityOf({ word = 'Tier' }: Field, value: unknown): CedarValueJson {
  return { __entity: { type: word, id: String(value) } };
}
