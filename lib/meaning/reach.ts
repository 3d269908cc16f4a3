import type { Cell } from './compare/cell.js';
import { contains, isOpen, overlaps } from './glob.js';
import { rememberedByText } from './remembered.js';
import { partsOf, type ResourcePattern } from './resource.js';

/**
 * How far an allowed action reaches among what it works on: everything, more than somebody wrote down by name, or named
 * things only (those named after their holder among them). From the widest to the narrowest.
 */
export const REACHES = ['every', 'wide', 'named'] as const;
export type ActionReach = (typeof REACHES)[number];

/** An action's reach in a cell; undefined where the cell has nothing that it works on. */
export function reachIn(cell: Cell, worksOn: readonly ResourcePattern[]): ActionReach | undefined {
  if (worksOn.length === 0) return reachOver(extentOf(cell), undefined);
  const extent = extentOf(cell);
  let most: ActionReach | undefined;
  for (const type of worksOn) {
    most = wider(most, reachOver(extent, kindOf(type)));
    if (most === 'every') break;
  }
  return most;
}

/** The wider of two. */
export function wider(a: ActionReach | undefined, b: ActionReach | undefined): ActionReach | undefined {
  if (a === b) return a;
  return REACHES.find((reach) => a === reach || b === reach);
}

/** What a cell's patterns say of resources, part by part, made ready to be held against many kinds of things. */
export interface CellExtent {
  readonly within: readonly SaidPattern[];
  /** Undefined where nothing is left. */
  readonly without: readonly (readonly string[])[] | undefined;
}

export function extentOf({ within, without }: Cell): CellExtent {
  return {
    within: within.filter((pattern) => !isAll(pattern)).map(saidOf),
    without: without.some(isAll) ? undefined : without.map(partsOf),
  };
}

/** A kind of things: the parts of its ARN, and what its things are called. */
export interface Kind {
  readonly parts: readonly string[];
  readonly name: string;
  /** Which step of the name is what its things lie in; -1 where they lie in nothing. */
  readonly container: number;
}

export const kindOf = rememberedByText((type: ResourcePattern): Kind => {
  const parts = partsOf(type);
  const name = parts[NAME] ?? '';
  const steps = name.split('/').map((step) => step.includes('*'));
  const isNested = steps.filter((isOpenStep) => isOpenStep).length > 1;
  return { parts, name, container: isNested ? steps.indexOf(true) : -1 };
});

/**
 * How far a cell reaches among things of a kind, or of what works on nothing. The account of a role is the one that it is in, and a
 * Region is a place: only what stands after them narrows.
 */
export function reachOver({ within, without }: CellExtent, kind: Kind | undefined): ActionReach | undefined {
  if (!kind) return within.length === 0 ? 'every' : undefined;
  if (!without) return undefined;
  let most: ActionReach = 'every';
  for (const said of within) {
    const parts = alignedWith(kind, said);
    const name = parts[NAME] ?? '';
    if (!couldBe(parts, kind.parts) || isBeneath(name, kind.name)) return undefined;
    if (most !== 'named' && !contains(name, kind.name)) most = isWildcardOf(name, kind) ? 'wide' : 'named';
  }
  return without.some((parts) => holdsAll(parts, kind.parts)) ? undefined : most;
}

/** The parts of a pattern of resources. */
interface SaidPattern {
  readonly parts: readonly string[];
  /** Whether its account says what no account is, so that a star may have gone on past the colon before it. */
  readonly isMisplaced: boolean;
}

const saidOf = rememberedByText((pattern: ResourcePattern): SaidPattern => {
  const parts = partsOf(pattern);
  const account = parts[ACCOUNT] ?? '';
  return { parts, isMisplaced: !isOpen(account) && !/^(?:\d{12}|aws|)$/.test(account) };
});

const SERVICE = 2;
const ACCOUNT = 4;
const NAME = 5;

/**
 * A star at the end of a part may go on past its colon, so that `arn:aws:lambda:*:function:a*` is functions too. It is read so
 * where the account says what no account is.
 * Source: IAM user guide, "IAM JSON policy elements: Resource".
 */
function alignedWith(kind: Kind, { parts, isMisplaced }: SaidPattern): readonly string[] {
  if (!isMisplaced || couldBe(parts, kind.parts)) return parts;
  const [arn = '', partition = '', service = '', region = '', account = '', rest = ''] = parts;
  const beyond = `${account}:${rest}`;
  if (region.endsWith('*')) return [arn, partition, service, region, '*', beyond];
  if (service.endsWith('*')) return [arn, partition, service, '*', region, beyond];
  return partition.endsWith('*') ? [arn, partition, '*', service, region, beyond] : parts;
}

/** The service is asked about first: of most kinds it is another. */
function couldBe(part: readonly string[], kind: readonly string[]): boolean {
  if (!overlaps(part[SERVICE] ?? '', kind[SERVICE] ?? '')) return false;
  return kind.every((each, i) => i === SERVICE || overlaps(part[i] ?? '', each));
}

function holdsAll(part: readonly string[], kind: readonly string[]): boolean {
  return kind.every((each, i) => contains(part[i] ?? '', each));
}

function isAll(pattern: ResourcePattern): boolean {
  return pattern === '*';
}

/** Buckets, topics and queues are their names alone: what goes on after a slash lies in one and is none. */
function isBeneath(name: string, kind: string): boolean {
  return kind === '*' && name.includes('/');
}

/** Whether a name is more than one of a kind, and more than what lies in one that is named. */
function isWildcardOf(name: string, { container }: Kind): boolean {
  const { isWildcard, steps } = opennessOf(name);
  return isWildcard && (container < 0 || steps[container] !== false);
}

/**
 * Whether a name may be several, and each step of it: of things that lie in others (objects in buckets, indexes of tables), those of
 * one that is named are named with it. A variable alone is one thing at a time: what is named after its holder.
 */
const opennessOf = rememberedByText((name) => ({
  isWildcard: isOpen(name.replace(/\ue000[\ue100-\ue1ff]*\ue001/g, 'x')),
  steps: name.split('/').map(isOpen),
}));
