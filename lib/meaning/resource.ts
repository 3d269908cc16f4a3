import { branded, type Id } from '../kernel/index.js';
import { contains, overlaps } from './glob.js';
import { rememberedByText } from './remembered.js';

/**
 * A pattern of resources: `*`, or an ARN with each of its six parts. An ARN of fewer parts has `*` for those it lacks.
 * Source: IAM user guide, "IAM JSON policy elements: Resource".
 */
export type ResourcePattern = Id<'resource-pattern'>;

/** Every resource, and none: what an action works on that works on no resource. */
export const EVERY_RESOURCE: ResourcePattern = branded<'resource-pattern'>('*');

const PARTS = 6;

/** The pattern with all its parts; undefined when it is neither `*` nor an ARN. */
export function resourcePattern(text: string): ResourcePattern | undefined {
  if (text === '*') return EVERY_RESOURCE;
  if (!/^arn(?::|$)/i.test(text)) return /^\*+$/.test(text) ? EVERY_RESOURCE : undefined;
  const parts = [...partsOf(text)];
  while (parts.length < PARTS) parts.push('*');
  return branded<'resource-pattern'>(['arn', ...parts.slice(1)].join(':'));
}

/**
 * Whether every resource of `inner` is one of `outer`. Part by part, which proves it both where a star ends with its part
 * and where it goes on past the colon, as AWS lets the last one do.
 */
export function resourceContains(outer: ResourcePattern, inner: ResourcePattern): boolean {
  return arnContains(outer, inner);
}

/** The same of texts that may be no ARNs, as the values of a condition may be. */
export function arnContains(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  // What works on no resource is asked for on `*`, which no ARN matches.
  if (inner === '*') return false;
  const [out, into] = [partsOf(outer), partsOf(inner)];
  return out.every((part, i) => contains(part, into[i] ?? ''));
}

/** Whether some resource may be one of both. */
export function resourcesOverlap(a: ResourcePattern, b: ResourcePattern): boolean {
  return a === '*' || b === '*' || overlaps(a, b);
}

/** The six parts of an ARN; the last one may hold colons of its own. */
export const partsOf: (arn: string) => readonly string[] = rememberedByText((arn) => {
  const parts: string[] = [];
  let from = 0;
  for (let colon = arn.indexOf(':'); colon >= 0 && parts.length < PARTS - 1; colon = arn.indexOf(':', from)) {
    parts.push(arn.slice(from, colon));
    from = colon + 1;
  }
  return [...parts, arn.slice(from)];
});
