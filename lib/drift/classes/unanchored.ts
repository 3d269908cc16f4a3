import { type Anchor, liveObjects, MADE } from '../../inventory/index.js';
import { groupBy } from '../../kernel/index.js';
import { isGroup, OBJECT_WORDS, refKey } from '../../model/index.js';
import type { Ground } from '../ground.js';
import { observationIdOf, type ObservationId } from '../finding-id.js';
import type { Finding } from '../finding.js';
import type { CodeAbout } from '../findings/index.js';
import { declaredObjects, namedWhole } from '../memory.js';
import { saidOf, type FindingWords } from '../said.js';
import { severityOf } from '../severity.js';

/** Declared groups and permission sets that a whole listing does not have as they are known, with what became of each. */
export function unanchoredFindings(ground: Ground): Finding[] {
  const { inventory, manifest } = ground;
  const live = groupBy<Live, string>(liveObjects(inventory), ({ ref }) => refKey(ref));
  const isListed = namedWhole(inventory);
  return declaredObjects(manifest.catalogue).flatMap((declared) => {
    const key = refKey(declared.ref);
    const remembered = ground.remembered.get(key);
    const [found, another] = live.get(key) ?? [];
    if (another ?? ground.ambiguous.has(key)) return [];
    const fate = fateOf(declared.ref, remembered, found, isListed);
    return fate ? [finding(ground, declared, fate, remembered?.native, found)] : [];
  });
}

type DeclaredObject = ReturnType<typeof declaredObjects>[number];
type Live = Anchor & { readonly called?: string };
type Fate = FindingWords<CodeAbout<'object'>> & Pick<Finding, 'gives'>;

/** What became of a declared object; undefined while it is what it was, or while nobody can tell. */
function fateOf(
  ref: DeclaredObject['ref'],
  remembered: Anchor | undefined,
  found: Live | undefined,
  isListed: (ref: DeclaredObject['ref']) => boolean,
): Fate | undefined {
  const what = `the declared ${OBJECT_WORDS[ref.kind]} ${ref.name}`;
  if (found && found.native === (remembered?.native ?? found.native)) {
    if (found.called === undefined) return undefined;
    return {
      code: 'OBJECT_RENAMED',
      gives: `${what} is called ${found.called} now`,
      because: `its native id ${found.native} is as before; what it gives is judged as before, by that id`,
      cure: `give it its name back, or declare it as ${found.called}`,
    };
  }
  if (!isListed(ref)) return undefined;
  if (found) {
    return {
      code: 'OBJECT_RECREATED',
      gives: `${what} is another one than before`,
      because: `${remembered?.native ?? ''} is gone, and ${found.native} has its name: what was given to the one that is gone is not given to this one`,
    };
  }
  return remembered
    ? {
        code: 'OBJECT_DELETED',
        gives: `${what} was deleted`,
        because: `its native id ${remembered.native} is in no listing any more, and nothing has its name`,
      }
    : {
        code: 'OBJECT_ABSENT',
        gives: `${what} is not there`,
      };
}

function finding(
  ground: Ground,
  { ref, external }: DeclaredObject,
  { gives, ...fate }: Fate,
  remembered: string | undefined,
  found: Live | undefined,
): Finding {
  const id = observationIdOf({ code: fate.code, object: ref });
  const privileged = ground.carried.privilegedIn(ref);
  const attribution = attributionOf(ground, id, ref, remembered);
  return {
    gives,
    ...saidOf({ ...fate, ...cureOf(fate.code, ref, external) }),
    severity: severityOf(fate.code, { privileged: privileged.length > 0 }, attribution),
    subject: {
      what: 'object',
      id,
      ref,
      ...(remembered === undefined ? {} : { remembered }),
      ...(found ? { live: found.native } : {}),
    },
    mode: ground.scopes.modeOfObject(ref) ?? 'observe',
    reaches: isGroup(ref) ? ground.carried.reachOf(ref) : [],
    attribution,
    firstSeen: ground.sightings.since(id) ?? ground.at,
    privileged,
  };
}

/** The cure of an object that our Terraform does not make; the table's own cure is to let it make the object again. */
function cureOf(
  code: Fate['code'],
  { kind }: DeclaredObject['ref'],
  external: string | undefined,
): Partial<Pick<Fate, 'cure'>> {
  if (external !== undefined) return { cure: `ask ${external}; Writ never changes it` };
  if (MADE[kind] || code === 'OBJECT_RENAMED') return {};
  const word = OBJECT_WORDS[kind];
  return {
    cure: `ask whoever keeps the ${word}, which Writ does not make, or take its declaration out`,
  };
}

function attributionOf(
  { attribute }: Ground,
  id: ObservationId,
  { source }: DeclaredObject['ref'],
  remembered: string | undefined,
): Finding['attribution'] {
  if (remembered === undefined) return { by: 'unknown', why: 'what was never seen has no author' };
  return attribute({ id, op: 'alter', source, target: remembered });
}
