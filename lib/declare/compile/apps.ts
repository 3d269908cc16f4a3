import { by, sorted } from '../../kernel/index.js';
import type { AppDeclaration } from '../../manifest/index.js';
import { oktaApp, refKey } from '../../model/index.js';
import type { Faults } from '../faults.js';
import { propsOf } from '../props.js';
import type { Tree } from '../tree.js';
import { checkPattern, checkSaid, type Pattern } from './text.js';

/** Okta, application `label`. */
export const APP_LABEL: Pattern = {
  pattern: /^\S(.*\S)?$/u,
  max: 100,
  words: 'text without white space at its ends',
};

/** The apps that packages give, by label. */
export function appDeclarations(tree: Tree, faults: Faults): AppDeclaration[] {
  const all = tree.oktaApps.map((app): AppDeclaration => {
    const { description, privileged, managedBy } = propsOf(app);
    checkPattern(app, 'label', app.name, APP_LABEL, faults);
    checkSaid(app, 'description', description, faults);
    if (managedBy) checkSaid(app, 'managedBy', managedBy.external, faults);
    if (privileged !== undefined) checkSaid(app, 'privileged', privileged, faults);
    return {
      ref: oktaApp(app.name),
      description,
      privileged: privileged === undefined ? [] : [privileged],
      ...managedBy,
    };
  });
  return sorted(
    all,
    by(({ ref }) => refKey(ref)),
  );
}
