import type { Inventory } from '../../inventory/index.js';
import { refKey, edgeIdOf, type Edge, type EdgeKey, objectOf, isGroup } from '../../model/index.js';
import { branded, canonicalJson } from '../../kernel/index.js';
import type { Finding } from '../finding.js';

const NONE: ReadonlySet<string> = new Set();

/** Keys of the refs whose name several live objects carry, or no readable one, and none is known to be meant. */
export function ambiguousNames(inventory: Inventory): ReadonlySet<string> {
  if (inventory.ambiguous.length === 0) return NONE;
  return new Set(
    inventory.ambiguous.filter(({ known }) => known === undefined).map(({ ref }) => refKey(ref)),
  );
}

/** Whether an end of `edge` goes by an ambiguous name: then nothing is concluded from it. */
export function isAmbiguous(edge: Edge, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const { holder, target } = edge;
  const group = isGroup(holder) ? holder : undefined;
  const ref = objectOf(target);
  return names.has(refKey(ref)) || (group !== undefined && names.has(refKey(group)));
}

/** One finding per ambiguous name; what goes by the name is neither wanted nor foreign until it is told apart. */
export function ambiguousFindings(
  inventory: Inventory,
  firstSeen: (id: Finding['subject']['id']) => Finding['firstSeen'],
): Finding[] {
  return inventory.ambiguous.map((ambiguity): Finding => {
    const { ref, natives, known } = ambiguity;
    const id = edgeIdOf(branded<'edge'>(canonicalJson({ name: ref })) satisfies EdgeKey);
    const unnamed = natives.length === 1;
    return {
      class: 'unreadable',
      code: 'NAME_AMBIGUOUS',
      severity: 'high',
      subject: { what: 'name', id, ambiguity },
      mode: 'observe',
      gives: unnamed
        ? `the name of ${ref.kind} ${natives.join('')} in ${ref.source} could not be read`
        : `several live objects are called ${ref.name} (${ref.kind} in ${ref.source}): ${natives.join(', ')}`,
      because: unnamed
        ? 'it may be any that is declared, so its grants were not judged'
        : known === undefined
          ? 'a declaration by this name may mean any of them, so of their grants only those of people who left were judged'
          : `${known} is the one that was there before: its grants were judged, those of the others were not`,
      cure: unnamed
        ? 'let its description be read, and look again'
        : 'rename or delete all but the one that is declared',
      reaches: [],
      privileged: [],
      attribution: { by: 'unknown', why: 'a name has no author' },
      firstSeen: firstSeen(id),
    };
  });
}
