import { by, canonicalJson, sorted, sortedTexts } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import { refKey } from '../../model/index.js';
import type { DeclaredChange } from './effect.js';

type Section = Exclude<keyof Catalogue, 'organization' | 'operatingModel' | 'governance'>;
type DeclaredEntry<K extends Section> = NonNullable<Catalogue[K]>[number];

/** What the entries of each section are called: a section that is not named here does not compile. */
const NAMES: { readonly [K in Section]: (entry: DeclaredEntry<K>) => string } = {
  accounts: ({ id }) => id,
  assets: ({ name }) => name,
  teams: ({ name }) => name,
  permissionSets: ({ ref }) => refKey(ref),
  groups: ({ ref }) => refKey(ref),
  apps: ({ ref }) => refKey(ref),
  named: ({ ref }) => refKey(ref),
  packages: ({ id }) => id,
  jobFunctions: ({ id }) => id,
  workloads: ({ id }) => id,
  scopes: ({ name }) => name,
  systems: ({ name }) => name,
};

/** Every declared thing that is another at the head, by section and id. Where a construct stands in the tree is no content. */
export function declaredChanges(base: Catalogue, head: Catalogue): readonly DeclaredChange[] {
  const sections = sortedTexts(Object.keys(NAMES) as Section[]);
  const changes = [
    ...sections.flatMap((section) => sectionChanges(section, base, head)),
    ...wholes(base, head),
  ];
  return sorted(
    changes,
    by(
      ({ section }) => section,
      ({ id }) => id,
    ),
  );
}

function sectionChanges(section: Section, base: Catalogue, head: Catalogue): DeclaredChange[] {
  const nameOf = NAMES[section] as (entry: object) => string;
  const named = (of: Catalogue): ReadonlyMap<string, object> =>
    new Map((of[section] ?? []).map((each): [string, object] => [nameOf(each), each]));
  return changesIn(section, named(base), named(head));
}

/** What there is one of. */
function wholes(base: Catalogue, head: Catalogue): DeclaredChange[] {
  const whole = ({ organization, operatingModel, governance }: Catalogue): ReadonlyMap<string, object> =>
    new Map<string, object>([
      ['organization', { name: organization }],
      ...(governance ? [['governance', governance] as const] : []),
      ...Object.entries(operatingModel ?? {}).map(([tier, demands]): [string, object] => [
        `tier ${tier}`,
        demands,
      ]),
    ]);
  return changesIn('organization', whole(base), whole(head));
}

function changesIn(
  section: string,
  base: ReadonlyMap<string, object>,
  head: ReadonlyMap<string, object>,
): DeclaredChange[] {
  return sortedTexts([...base.keys(), ...head.keys()]).flatMap((id): DeclaredChange[] => {
    const [before, after] = [base.get(id), head.get(id)];
    if (!before) return [{ section, id, change: 'added', fields: [] }];
    if (!after) return [{ section, id, change: 'removed', fields: [] }];
    const fields = fieldChanges(before, after);
    return fields.length > 0 ? [{ section, id, change: 'changed', fields }] : [];
  });
}

function fieldChanges(before: object, after: object): DeclaredChange['fields'] {
  const [old, now] = [textsOf(before), textsOf(after)];
  return sortedTexts([...old.keys(), ...now.keys()])
    .filter((field) => field !== 'path' && old.get(field) !== now.get(field))
    .map((field) => {
      const [was, is] = [old.get(field), now.get(field)];
      return {
        field,
        ...(was === undefined ? {} : { before: shortened(was) }),
        ...(is === undefined ? {} : { after: shortened(is) }),
      };
    });
}

function textsOf(entry: object): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entry).map(([field, value]): [string, string] => [field, canonicalJson(value)]),
  );
}

const MOST_SHOWN = 400;

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
