import { by, sorted } from '../../kernel/index.js';
import type { NamedDeclaration } from '../../manifest/index.js';
import { OBJECT_WORDS, refKey, type PerObject } from '../../model/index.js';
import type { Faults } from '../faults.js';
import type { Tree } from '../tree.js';
import { APP_LABEL } from './apps.js';
import { GROUP_NAMES } from './groups.js';
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
