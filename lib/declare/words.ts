import type { List } from '../kernel/index.js';

/** A span such as `30m`, `4h`, `30d` or `2w`. */
export type Duration = `${number}${'m' | 'h' | 'd' | 'w'}`;

/** An RFC 3339 instant with a zone, such as `2027-06-30T00:00:00Z`. */
export type InstantText =
  `${number}-${number}-${number}T${string}:${string}${'Z' | `+${string}` | `-${string}`}`;

/** A person by HR worker id; names and logins can be reused, ids cannot. */
export type PersonText = `hr:${string}`;

/** How often holders are reviewed. */
export interface Cadence {
  /** The longest between two reviews. */
  readonly every: Duration;
}

/** A review cadence: `review: every('30d')`. */
export function every(span: Duration): Cadence {
  return { every: span };
}

/** Says that another repository's Terraform owns an object: compared, never planned, never reverted. */
export interface External {
  /** The repository or team that owns it. */
  readonly external: string;
}

/** `managedBy: external('corporate-it/okta-terraform')`; names the repository or team that owns it. */
export function external(owner: string): External {
  return { external: owner };
}

/** One value, or several of which any fits. */
export type OneOrMore<T> = T | List<T>;

/** The values of a {@link OneOrMore} as a list. */
export function listOf<T extends string | object>(values: OneOrMore<T>): readonly T[] {
  return isMany(values) ? values : [values];
}

function isMany<T extends string | object>(values: OneOrMore<T>): values is List<T> {
  return Array.isArray(values);
}
