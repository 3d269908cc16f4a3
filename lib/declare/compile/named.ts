import { by, sorted } from '../../kernel/index.js';
import type { NamedDeclaration } from '../../manifest/index.js';
import { isGroup, OBJECT_WORDS, refKey, type PerObject } from '../../model/index.js';
import type { Faults } from '../faults.js';
import type { Tree } from '../tree.js';
import { APP_LABEL } from './apps.js';
import { checkReserved, GROUP_NAMES, type OwnedGroup } from './groups.js';
import { distinctNamed } from './names.js';
import { SET_NAME } from './permission-sets.js';
import { checkPattern, type Pattern } from './text.js';

const NAMES: PerObject<Pattern> = {
  ...GROUP_NAMES,
  'aws.permission-set': SET_NAME,
  'okta.app': APP_LABEL,
};

/** What others own, by kind and name. What it gives is not known, so all of it counts as privileged. */
export function namedDeclarations(tree: Tree, faults: Faults): NamedDeclaration[] {
  const all = distinctNamed(tree).map((each): NamedDeclaration => {
    checkPattern(each, 'name', each.name, NAMES[each.ref.kind], faults);
    if (isGroup(each.ref)) checkReserved(each, each.name, faults);
    return {
      ref: each.ref,
      privileged: [
        `what ${OBJECT_WORDS[each.ref.kind]} ${each.name} gives is another's to say, and not declared`,
      ],
    };
  });
  return sorted(
    all,
    by(({ ref }) => refKey(ref)),
  );
}

/** What Writ makes itself, to carry packages or because a group is pushed there, is nobody else's. */
export function checkNotMade(tree: Tree, groups: readonly OwnedGroup[], faults: Faults): void {
  const made = new Map(
    groups
      .filter(({ group, by: maker }) => group.pushedFrom || maker.declares === 'package')
      .map(({ group, by: maker }) => [refKey(group.ref), maker]),
  );
  for (const each of distinctNamed(tree)) {
    const maker = made.get(refKey(each.ref));
    if (!maker) continue;
    faults.add(each, {
      what: `${OBJECT_WORDS[each.ref.kind]} \`${each.name}\` is named as another's, and \`${maker.node.path}\` makes it`,
      remedy: 'give what carries or pushes it, or take another name; a carrier takes `carrierName`',
    });
  }
}
