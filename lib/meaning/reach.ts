import type { Cell } from './compare/cell.js';
import { contains, isOpen, overlaps } from './glob.js';
import { partsOf, type ResourcePattern } from './resource.js';

/**
 * How far an allowed action reaches among what it works on: everything, more than somebody wrote down by name, or named
 * things only (those named after their holder among them). From the widest to the narrowest.
 */
export const REACHES = ['every', 'wide', 'named'] as const;
export type ActionReach = (typeof REACHES)[number];

/** An action's reach in a cell; undefined where the cell has nothing that it works on. */
export function reachIn(cell: Cell, worksOn: readonly ResourcePattern[]): ActionReach | undefined {
  if (worksOn.length === 0) return cell.within.every(isAll) ? 'every' : undefined;
  const reaches = worksOn.map((type) => reachOver(cell, type));
  return REACHES.find((reach) => reaches.includes(reach));
}

/** The wider of two. */
export function wider(a: ActionReach | undefined, b: ActionReach | undefined): ActionReach | undefined {
  return REACHES.find((reach) => a === reach || b === reach);
}

/** The account of a role is the one that it is in, and a Region is a place: only what stands after them narrows. */
function reachOver({ within, without }: Cell, type: ResourcePattern): ActionReach | undefined {
  const kind = partsOf(type);
  const parts = within
    .filter((pattern) => !isAll(pattern))
    .map((pattern) => alignedWith(kind, partsOf(pattern)));
  if (!parts.every((part) => couldBe(part, kind) && !isBeneath(part[5] ?? '', kind[5] ?? '')))
    return undefined;
  if (without.some((pattern) => isAll(pattern) || holdsAll(partsOf(pattern), kind))) return undefined;
  if (parts.every((part) => contains(part[5] ?? '', kind[5] ?? ''))) return 'every';
  return parts.every((part) => isWildcard(part[5] ?? '') && !isInNamed(part[5] ?? '', kind[5] ?? ''))
    ? 'wide'
    : 'named';
}

/**
 * A star at the end of a part may go on past its colon, so that `arn:aws:lambda:*:function:a*` is functions too. It is read so
 * where the account says what no account is.
 * Source: IAM user guide, "IAM JSON policy elements: Resource".
 */
function alignedWith(kind: readonly string[], parts: readonly string[]): readonly string[] {
  const [arn = '', partition = '', service = '', region = '', account = '', rest = ''] = parts;
  if (isOpen(account) || /^(?:\d{12}|aws|)$/.test(account) || couldBe(parts, kind)) return parts;
  const beyond = `${account}:${rest}`;
  if (region.endsWith('*')) return [arn, partition, service, region, '*', beyond];
  if (service.endsWith('*')) return [arn, partition, service, '*', region, beyond];
  return partition.endsWith('*') ? [arn, partition, '*', service, region, beyond] : parts;
}

function couldBe(part: readonly string[], kind: readonly string[]): boolean {
  return kind.every((each, i) => overlaps(part[i] ?? '', each));
}

function holdsAll(part: readonly string[], kind: readonly string[]): boolean {
  return kind.every((each, i) => contains(part[i] ?? '', each));
}

function isAll(pattern: ResourcePattern): boolean {
  return pattern === '*';
}

/** Buckets, topics and queues are their names alone: what goes on after a slash lies in one and is none. */
function isBeneath(part: string, kind: string): boolean {
  return kind === '*' && part.includes('/');
}

/** Of things that lie in others (objects in buckets, indexes of tables), those of one that is named are named with it. */
function isInNamed(part: string, kind: string): boolean {
  const steps = kind.split('/');
  const open = steps.filter((step) => step.includes('*'));
  const container = steps.findIndex((step) => step.includes('*'));
  return open.length > 1 && container >= 0 && !isOpen(part.split('/')[container] ?? '*');
}

/** A variable alone is one thing at a time: what is named after its holder. */
function isWildcard(part: string): boolean {
  return isOpen(part.replace(/\ue000[\ue100-\ue1ff]*\ue001/g, 'x'));
}
