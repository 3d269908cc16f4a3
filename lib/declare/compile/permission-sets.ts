import { by, parseDuration, sorted, sortedTexts } from '../../kernel/index.js';
import { privilegeOf } from '../../meaning/index.js';
import type { PermissionSetDeclaration } from '../../manifest/index.js';
import { permissionSet, type PermissionSetContent } from '../../model/index.js';
import type { Faults } from '../faults.js';
import type { PermissionSet } from '../permission-set.js';
import { propsOf } from '../props.js';
import type { Tree } from '../tree.js';
import { policiesOf } from './policies.js';
import { checkPattern, checkSaid, type Pattern } from './text.js';

/** Identity Center, `PermissionSetName`. */
export const SET_NAME: Pattern = {
  pattern: /^[\w+=,.@-]+$/,
  max: 32,
  words: 'letters, digits and `+=,.@_-`',
};
/** Identity Center, `PermissionSetDescription`. */
const DESCRIPTION = {
  pattern: /^[\t\n\r\x20-\x7e\xa1-\xff]+$/,
  max: 700,
  words: 'Latin-1 letters and signs',
};
const MINUTE = 60_000;
const SHORTEST_SESSION = 60;
const LONGEST_SESSION = 720;

/** The permission sets, by name. */
export function permissionSetDeclarations(tree: Tree, faults: Faults): PermissionSetDeclaration[] {
  const all = tree.permissionSets.map((set): PermissionSetDeclaration => {
    const { description, managedBy } = propsOf(set);
    checkPattern(set, 'name', set.name, SET_NAME, faults);
    checkPattern(set, 'description', description, DESCRIPTION, faults);
    if (managedBy) checkSaid(set, 'managedBy', managedBy.external, faults);
    const content = ordered({ ...policiesOf(set, faults), sessionMinutes: sessionOf(set, faults) });
    return {
      ref: permissionSet(set.name),
      description,
      content,
      privileged: privilegeOf(content),
      ...managedBy,
    };
  });
  return sorted(
    all,
    by((set) => set.ref.name),
  );
}

function sessionOf(set: PermissionSet, faults: Faults): number {
  const { session = '1h' } = propsOf(set);
  const span = faults.attempt(set, 'session', () => parseDuration(session));
  if (span === undefined) return SHORTEST_SESSION;
  const minutes = span / MINUTE;
  if (minutes < SHORTEST_SESSION || minutes > LONGEST_SESSION) {
    faults.add(set, {
      what: `\`session\` \`${session}\` is not allowed; allowed is \`1h\` to \`12h\``,
      remedy: 'take the shortest session that the work allows',
    });
  }
  return minutes;
}

function ordered(content: PermissionSetContent): PermissionSetContent {
  return {
    ...content,
    managed: sortedTexts(content.managed),
    customerManaged: sorted(
      content.customerManaged,
      by(
        (policy) => policy.path,
        (policy) => policy.name,
      ),
    ),
  };
}
