import { z } from 'zod';
import type { FactsOf, Field, Fields } from './field.js';
import { WORDS } from './words.js';

/** The schema of the facts of a table, made from the table itself. */
export function factsShape<T extends Fields>(table: T): z.ZodType<FactsOf<T>> {
  const members = Object.entries(table).map(([name, field]) => {
    const shape = fieldShape(field).describe(field.about);
    return [name, field.optional ? shape.optional() : shape] as const;
  });
  return z.strictObject(Object.fromEntries(members)) as unknown as z.ZodType<FactsOf<T>>;
}

function fieldShape({ type, word = 'Tier', members = {} }: Field): z.ZodType {
  switch (type) {
    case 'flag':
      return z.boolean();
    case 'count':
      return z.int();
    case 'text':
      return z.string();
    case 'texts':
      return z.array(z.string());
    case 'word':
      return z.enum(WORDS[word]);
    case 'words':
      return z.array(z.enum(WORDS[word]));
    case 'group':
      return factsShape(members);
  }
}
