import type { Ambiguity, Inventory } from '../../inventory/index.js';
import { isGroup, objectOf, refKey, type Edge } from '../../model/index.js';
import type { Ground } from '../ground.js';
import { observationIdOf } from '../finding-id.js';
import type { Attribution, Finding } from '../finding.js';
import { saidOf } from '../said.js';
import { severityOf } from '../severity.js';

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
export function ambiguousFindings({ inventory, sightings, at }: Ground): Finding[] {
  return inventory.ambiguous.map((ambiguity): Finding => {
    const id = observationIdOf({ name: ambiguity.ref });
    const attribution: Attribution = { by: 'unknown', why: 'a name has no author' };
    return {
      ...wordsOf(ambiguity),
      severity: severityOf('NAME_AMBIGUOUS', { privileged: false }, attribution),
      subject: { what: 'name', id, ambiguity },
      mode: 'observe',
      reaches: [],
      attribution,
      firstSeen: sightings.since(id) ?? at,
      privileged: [],
    };
  });
}

function wordsOf({ ref, natives, known }: Ambiguity): Pick<Finding, 'gives'> & ReturnType<typeof saidOf> {
  if (natives.length === 1)
    return {
      gives: `the name of ${ref.kind} ${natives.join('')} in ${ref.source} could not be read`,
      ...saidOf({
        code: 'NAME_AMBIGUOUS',
        because: 'it may be any that is declared, so its grants were not judged',
        cure: 'let its description be read, and look again',
      }),
    };
  return {
    gives: `several live objects are called ${ref.name} (${ref.kind} in ${ref.source}): ${natives.join(', ')}`,
    ...saidOf({
      code: 'NAME_AMBIGUOUS',
      because:
        known === undefined
          ? 'a declaration by this name may mean any of them, so of their grants only those of people who left were judged'
          : `${known} is the one that was there before: its grants were judged, those of the others were not`,
    }),
  };
}
