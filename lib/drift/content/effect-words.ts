import { counted, groupBy, listed, sortedTexts } from '../../kernel/index.js';
import type { PermissionSetDeclaration } from '../../manifest/index.js';
import type { ContentChange, GainedAction, Gains } from '../../meaning/index.js';

/** What a changed text makes of one permission set. */
export interface SetEffect {
  readonly set: PermissionSetDeclaration;
  /** What its new text allows beyond the earlier one, all its other policies being as they are. */
  readonly change: ContentChange;
}

const MOST_SETS = 6;
const SHOWN = 3;

/** What a changed text makes of the permission sets that use it; those that it means the same for are told together. */
export function effectWords(effects: readonly SetEffect[]): string {
  const alike = groupBy(effects, ({ change }) => changeWords(change));
  return [...alike].map(([text, of]) => `${setNames(of.map(({ set }) => set))} ${text}`).join('; ');
}

/** What a text that nobody can read makes of those that use it. */
export function unknownEffectWords(sets: readonly PermissionSetDeclaration[]): string {
  return `${setNames(sets)} may do more: its new text is not understood here, which counts as more`;
}

function setNames(sets: readonly PermissionSetDeclaration[]): string {
  const names = sortedTexts(sets.map(({ ref }) => ref.name));
  return `permission ${names.length === 1 ? 'set' : 'sets'} ${listed(names, MOST_SETS)}`;
}

function changeWords({ gained, lost }: ContentChange): string {
  switch (gained.more) {
    case 'yes':
      return `can do more: ${amount(gained, 'more')}`;
    case 'cannot-tell':
      return `may do more, which cannot be told and so counts as more: ${whatToLookAt(gained)}`;
    case 'no':
      return lessWords(lost);
  }
}

function lessWords(lost: Gains): string {
  switch (lost.more) {
    case 'yes':
      return `can do less, and nothing more: ${amount(lost, 'fewer')}`;
    case 'no':
      return 'can do neither more nor less';
    case 'cannot-tell':
      return 'can do nothing more; whether less cannot be told';
  }
}

function whatToLookAt(gained: Gains): string {
  const { among, undocumented, unread } = gained;
  const isAny = among.length + undocumented.length > 0;
  return [
    ...(isAny ? [`look at ${amount(gained, 'more')}`] : []),
    ...(unread.length > 0 ? [`not known and so not judged are ${listed(unread, SHOWN)}`] : []),
  ].join('; ');
}

/** `14 more actions, among them iam:PassRole on every resource`. */
function amount({ actions, among, undocumented }: Gains, than: 'more' | 'fewer'): string {
  const [heaviest] = among;
  if (heaviest) {
    const many = counted(actions, `${than} action`);
    return `${many}, ${actions === 1 ? '' : 'among them '}${onWhat(heaviest)}`;
  }
  return undocumented.length > 0
    ? `${listed(undocumented, SHOWN)}, which AWS has not documented yet`
    : 'actions on what they do not work on';
}

function onWhat({ action, on, always }: GainedAction): string {
  return `${action} on ${on === '*' ? 'every resource' : on}${always ? '' : ' under conditions'}`;
}
