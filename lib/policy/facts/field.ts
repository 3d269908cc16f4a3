import type { Word, WordType } from './words.js';

/** One fact that rules can ask for: what it is, and in one sentence what it says and where from. */
export interface Field<V = unknown> {
  readonly type: 'flag' | 'count' | 'text' | 'texts' | 'word' | 'words' | 'group';
  readonly about: string;
  readonly word?: WordType;
  readonly members?: Fields;
  /** Whether it may be absent, so that a rule has to ask `has` first. */
  readonly optional: boolean;
  /** For the compiler alone: what a value of it is. */
  readonly value?: V;
}

/** Facts by name. */
export type Fields = Readonly<Record<string, Field>>;

/** What a value of a field is. */
export type FactValue<F> = F extends Field<infer V> ? V : never;

/** What the facts of a table are. */
export type FactsOf<T extends Fields> = {
  readonly [K in keyof T as T[K] extends { readonly optional: true } ? never : K]: FactValue<T[K]>;
} & {
  readonly [K in keyof T as T[K] extends { readonly optional: true } ? K : never]?: FactValue<T[K]>;
};

type Always<V> = Field<V> & { readonly optional: false };

/** Whether something is so. */
export const flag = (about: string): Always<boolean> => ({ type: 'flag', about, optional: false });
/** How many, or how long in minutes. */
export const count = (about: string): Always<number> => ({ type: 'count', about, optional: false });
/** An id or name. */
export const text = (about: string): Always<string> => ({ type: 'text', about, optional: false });
/** Ids or names, each once. */
export const texts = (about: string): Always<readonly string[]> => ({
  type: 'texts',
  about,
  optional: false,
});
/** One word of a type. */
export const word = <T extends WordType>(of: T, about: string): Always<Word<T>> => ({
  type: 'word',
  word: of,
  about,
  optional: false,
});
/** Words of a type, each once. */
export const words = <T extends WordType>(of: T, about: string): Always<readonly Word<T>[]> => ({
  type: 'words',
  word: of,
  about,
  optional: false,
});
/** Facts that belong together. */
export const group = <T extends Fields>(members: T, about: string): Always<FactsOf<T>> => ({
  type: 'group',
  members,
  about,
  optional: false,
});
/** A fact that may be absent. */
export const maybe = <V>(field: Always<V>): Field<V> & { readonly optional: true } => ({
  ...field,
  optional: true,
});
