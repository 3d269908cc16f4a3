import { createHash } from 'node:crypto';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Buffer;

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** RFC 6962 section 2.1: the hash of a leaf, domain separated from nodes. */
export function leafHash(leaf: Uint8Array): Hash {
  return createHash('sha256').update(LEAF).update(leaf).digest();
}

/** RFC 6962 section 2.1: the hash of two subtrees. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The root of no leaves: the hash of nothing. */
export const EMPTY_ROOT: Hash = createHash('sha256').digest();

/**
 * The roots of the perfect subtrees that a tree of `size` leaves consists of, largest first: all that is needed to
 * append and to compute the root, in memory logarithmic in the size.
 */
export interface Frontier {
  readonly size: number;
  readonly roots: readonly Hash[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, roots: [] };

/** The frontier with one more leaf, by its hash. */
export function append(frontier: Frontier, leaf: Hash): Frontier {
  const roots = [...frontier.roots, leaf];
  for (let size = frontier.size; size % 2 === 1; size = Math.floor(size / 2)) {
    const right = roots.pop();
    const left = roots.pop();
    if (left && right) roots.push(nodeHash(left, right));
  }
  return { size: frontier.size + 1, roots };
}

/** The root of the tree of a frontier (RFC 6962 section 2.1). */
export function rootOf(frontier: Frontier): Hash {
  const [last, ...larger] = [...frontier.roots].reverse();
  return last ? larger.reduce((right, left) => nodeHash(left, right), last) : EMPTY_ROOT;
}

/** RFC 6962 section 2.1.1: the audit path of leaf `index` in the tree of `leaves`. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), treeHash(right)]
    : [...inclusionProof(right, index - split), treeHash(left)];
}

/** RFC 9162 section 2.1.3.2: whether `proof` shows that `leaf` is number `index` of the tree of `size` with `root`. */
export function includes(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (index < 0 || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** RFC 6962 section 2.1.2: the proof that the tree of the first `first` leaves is a prefix of the tree of `leaves`. */
export function consistencyProof(leaves: readonly Hash[], first: number): Hash[] {
  return first <= 0 || first >= leaves.length ? [] : subProof(leaves, first, true);
}

/** RFC 9162 section 2.1.4.2: whether `proof` shows that the second tree continues the first. */
export function isConsistent(
  first: number,
  firstRoot: Hash,
  second: number,
  secondRoot: Hash,
  proof: readonly Hash[],
): boolean {
  if (first < 0 || first > second) return false;
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  if (first === 0) return proof.length === 0 && firstRoot.equals(EMPTY_ROOT);
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : [...proof];
  const [start, ...rest] = path;
  if (!start) return false;
  let [node, last] = [first - 1, second - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && older.equals(firstRoot) && newer.equals(secondRoot);
}

/** The root of the tree of `leaves`, given as leaf hashes. */
export function treeHash(leaves: readonly Hash[]): Hash {
  return rootOf(leaves.reduce(append, EMPTY_FRONTIER));
}

function subProof(leaves: readonly Hash[], first: number, whole: boolean): Hash[] {
  if (first === leaves.length) return whole ? [] : [treeHash(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  if (first <= split) return [...subProof(left, first, whole), treeHash(right)];
  return [...subProof(right, first - split, false), treeHash(left)];
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value));
}
