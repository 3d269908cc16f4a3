import { joined, type Bytes } from './bytes.js';
import { sha256 } from './hash.js';

/** RFC 6962 section 2.1: the hash of a leaf. */
export function leafHash(leaf: Bytes): Promise<Bytes> {
  return sha256(joined(new Uint8Array([0]), leaf));
}

/** RFC 6962 section 2.1: the hash over two subtrees. */
function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(joined(new Uint8Array([1]), left, right));
}

/** The tree so far: the roots of its perfect subtrees, largest first, as the binary digits of its size. */
export interface Tree {
  readonly size: number;
  readonly peaks: readonly Bytes[];
}

/** No leaves yet. */
export const NO_LEAVES: Tree = { size: 0, peaks: [] };

/** The tree with one more leaf. */
export async function withLeaf(tree: Tree, leaf: Bytes): Promise<Tree> {
  const peaks = [...tree.peaks];
  let right = leaf;
  // Every trailing 1 of the size is a peak as large as what is being added.
  for (let rest = tree.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = peaks.pop();
    if (left) right = await nodeHash(left, right);
  }
  return { size: tree.size + 1, peaks: [...peaks, right] };
}

/** The root of the tree; of no leaves, the hash of nothing. */
export async function treeRoot({ peaks }: Tree): Promise<Bytes> {
  let root: Bytes | undefined;
  for (const peak of [...peaks].reverse()) root = root ? await nodeHash(peak, root) : peak;
  return root ?? sha256(new Uint8Array());
}
