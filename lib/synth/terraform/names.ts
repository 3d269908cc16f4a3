import { digest } from '../../kernel/index.js';
import { refKey, type EdgeId, type ObjectRef } from '../../model/index.js';

/** Construct ids: from the key of what they stand for and nothing else, so that addresses survive reordering. */

/** The id of the resource that carries one edge. */
export function edgeResourceId(kind: 'assignment' | 'membership', id: EdgeId): string {
  return `${kind}_${id}`;
}

/** The id of everything that stands for one declared group or permission set. */
export function refResourceId(ref: ObjectRef): string {
  return namedId(ref.name, refKey(ref));
}

/** An id that reads like `name` and is told apart by `key`. */
export function namedId(name: string, key: string): string {
  const readable = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60);
  return `${/^[a-z]/.test(readable) ? readable : `n_${readable}`}_${digest(key).slice('sha256:'.length, 'sha256:'.length + 8)}`;
}
