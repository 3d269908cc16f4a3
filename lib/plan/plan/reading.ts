import type { Reference } from '../reference.js';
import type { Planned } from './unknown.js';

/** What happens to one resource. A replacement takes away and gives anew. */
export type PlannedAction = 'create' | 'update' | 'delete' | 'replace' | 'no-op' | 'read';

/** One attribute that says who gets what, as it will be. */
export type GrantAttribute =
  | Extract<Planned, { known: true }>
  /** Unknown until applied, and written as one plain reference to this. */
  | { readonly known: false; readonly reference: Reference };

/** One change of a plan, as far as it was read. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly action: PlannedAction;
  /** Null where there was nothing. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** Null where nothing stays; what shows only when it is applied is left out. */
  readonly after: Readonly<Record<string, unknown>> | null;
  /** Attributes that say who gets what; absent of what goes, and of what was found. */
  readonly grants?: Readonly<Record<string, GrantAttribute>>;
}

/** What a data source answered while it was planned, by attribute. To be held against the inventory by native id, never by the name that it looked up. */
export interface DataAnswer {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A plan that can be explained: nothing in it is refused. */
export interface PlanReading {
  readonly tool: 'terraform' | 'opentofu';
  /** Of the tool that planned. */
  readonly version: string;
  /** In order of address. */
  readonly changes: readonly PlannedChange[];
  /** What was found changed since the last apply, in order of address. */
  readonly drift: readonly PlannedChange[];
  /** In order of address. */
  readonly answers: readonly DataAnswer[];
}
