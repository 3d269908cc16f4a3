import { counted, groupBy, listed, sortedTexts } from '../../kernel/index.js';
import type { PermissionSetDeclaration } from '../../manifest/index.js';
import type { TextEffect } from '../../meaning/index.js';

/** What a changed text makes of one permission set. */
export interface SetEffect {
  readonly set: PermissionSetDeclaration;
  readonly effect: TextEffect;
}

const MOST_SETS = 6;

/** What a changed text makes of the permission sets that use it; those that it means the same for are told together. */
export function effectWords(effects: readonly SetEffect[]): string {
  const alike = groupBy(effects, ({ effect }) => effectText(effect));
  return [...alike]
    .map(([text, of]) => {
      const names = sortedTexts(of.map(({ set }) => set.ref.name));
      return `permission ${names.length === 1 ? 'set' : 'sets'} ${listed(names, MOST_SETS)} ${text}`;
    })
    .join('; ');
}

function effectText(effect: TextEffect): string {
  switch (effect.allows) {
    case 'more':
      return `can do more: ${amount(effect, 'more')}`;
    case 'less':
      return `can do less, and nothing more: ${amount(effect, 'fewer')}`;
    case 'same':
      return 'can do neither more nor less';
    case 'cannot-tell':
      return effect.action === undefined
        ? 'may do more: its new text is not understood here, which counts as more'
        : `may do more, which cannot be told and so counts as more: look at ${amount(effect, 'more')}`;
  }
}

/** `14 more actions, among them iam:PassRole on every resource`. */
function amount(effect: TextEffect, than: 'more' | 'fewer'): string {
  const { actions, action = '' } = effect;
  const named = `${action} ${onWhat(effect)}`;
  if (actions === 0) return `${named}, which AWS has not documented yet`;
  const many = counted(actions, `${than} action`);
  return actions === 1 ? `${many}, ${named}` : `${many}, among them ${named}`;
}

function onWhat({ resources = [], conditional }: TextEffect): string {
  const on = resources.length === 0 ? 'on every resource' : `on ${resources.join(' that is in ')}`;
  return conditional ? `${on} under conditions` : on;
}
