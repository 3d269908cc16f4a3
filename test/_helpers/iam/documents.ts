/** A policy document as AWS takes it; nothing of it was read by anybody before. */
export interface RawPolicy {
  readonly Version?: string;
  readonly Statement: RawStatement | readonly RawStatement[];
}

export interface RawStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: RawCondition;
}

/** Operator, key, values. */
export type RawCondition = Readonly<Record<string, Readonly<Record<string, RawValue | readonly RawValue[]>>>>;
export type RawValue = string | number | boolean;

/** The context of one request: by key, a value or several. What is absent is not in it. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** One request: who asks is known by the context. */
export interface ConcreteRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

export function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** What a context says of a key; keys have no case. */
export function valuesOf(context: RequestContext, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found && listed(found[1]);
}
