import { counted, listed } from '../kernel/index.js';
import type { Finding } from '../drift/index.js';
import {
  type Beyond,
  isJudged,
  type Allowed,
  type ContentChange,
  type GainedAction,
  type Gains,
  type Tier,
} from '../meaning/index.js';

/** What an approver takes from a tier; docs/meaning.md has them all. */
const OF_TIER: Readonly<Record<Tier, string>> = {
  none: 'nothing',
  list: 'seeing the names of things',
  read: 'seeing how things are set up',
  'data-read': 'reading what is in things',
  write: 'changing things',
  tagging: 'changing tags, on which access may rest',
  'permissions-management': 'changing who may do what',
  administrator: 'everything',
};

const CHIEF = 2;

/** What an access allows: its tier, and the chief reasons for which it counts as privileged. */
export function allowedText(allowed: Allowed, chief = CHIEF): string {
  const { tier, reasons } = allowed;
  const most = isJudged(allowed) ? OF_TIER[tier] : `at least ${OF_TIER[tier]}, and nobody can tell what else`;
  const first = reasons.slice(0, chief).map(({ says }) => `it ${says}`);
  const more = reasons.length - first.length;
  return [
    `${most} (tier ${tierText(tier)})`,
    ...first,
    ...(more > 0 ? [`${counted(more, 'more reason')} to call it privileged`] : []),
  ].join('; ');
}

/** The same in a clause: the chief reason, or the tier. */
export function allowedClause({ tier, reasons }: Allowed): string {
  const [chief, ...more] = reasons;
  if (!chief) return `it allows ${OF_TIER[tier]} (tier ${tierText(tier)})`;
  return `it ${chief.says}${more.length > 0 ? `, and ${counted(more.length, 'more reason')} to call it privileged` : ''}`;
}

/** `permissions management` */
export function tierText(tier: Tier): string {
  return tier.replace(/-/g, ' ');
}

/** What a content that is not as declared makes possible, and what impossible. */
export function changeText({ gained, lost }: ContentChange): string {
  if (gained.more === 'no' && lost.more === 'no')
    return 'neither more nor less than what is declared: proved';
  const less = lost.more === 'no' || isSameDoubt(lost, gained) ? [] : [gainsText(lost, LESS)];
  return [gainsText(gained, MORE), ...less].join('; ');
}

/** Whether nothing is told of what is lost but that it rests on what is not known either way. */
function isSameDoubt(lost: Gains, gained: Gains): boolean {
  const isBare = lost.more === 'cannot-tell' && lost.actions === 0 && lost.undocumented.length === 0;
  return isBare && gained.unread.length > 0 && lost.unread.every((part) => gained.unread.includes(part));
}

/** What a finding's access allows, whatever it is about; undefined where that is no access in AWS. */
export function allowsText({ allows, change }: Finding): string | undefined {
  if (change) return changeText(change);
  return allows && allowedText(allows);
}

/** {@link allowsText} in a clause that follows what a finding gives. */
export function allowsClause({ allows, change }: Finding): string | undefined {
  if (change) return changeText(change);
  return allows && allowedClause(allows);
}

/** How gains are told: of the live content over the declared, or the other way round. */
interface Direction {
  readonly none: string;
  /** The word before `action`. */
  readonly than: string;
  readonly doubt: string;
}

const MORE: Direction = {
  none: 'nothing beyond what is declared: proved',
  than: 'more',
  doubt: 'whether it allows more cannot be told, which counts as more',
};
const LESS: Direction = {
  none: 'all that is declared: proved',
  than: 'fewer',
  doubt: 'whether it allows less cannot be told',
};

/** What one access allows beyond another, in a clause. */
export function beyondText({ gained }: Beyond): string {
  return gainsText(gained, MORE);
}

/** `14 more actions, among them iam:PassRole on every role`. */
function gainsText(gains: Gains, { none, than, doubt }: Direction): string {
  const { more, actions, undocumented, unread } = gains;
  if (more === 'no') return none;
  const parts = [
    ...(actions > 0 ? [actionsText(gains, than)] : []),
    ...(undocumented.length > 0
      ? [`${than} of what AWS has not documented: ${listed(undocumented, SHOWN)}`]
      : []),
  ];
  const unknown = unread.length > 0 ? [`not known and so not judged: ${listed(unread, SHOWN)}`] : [];
  const isTold = more === 'yes' && parts.length > 0;
  return [...(isTold ? parts : [doubt, ...parts.map((part) => `perhaps ${part}`)]), ...unknown].join('; ');
}

const SHOWN = 3;

function actionsText({ actions, unsure, among }: Gains, than: string): string {
  const told = among.slice(0, SHOWN).map(gainedText).join(', ');
  const some = among.length > SHOWN || actions > among.length;
  const doubt = unsure > 0 && unsure < actions ? ` (of ${String(unsure)} of them it cannot be told)` : '';
  return `${counted(actions, `${than} action`)}${doubt}${some ? ', among them' : ':'} ${told}`;
}

function gainedText({ action, reach, kind = '', on, always }: GainedAction): string {
  const every = kind === '' ? 'everything' : `every ${kind}`;
  return `${action} on ${reach === 'every' ? every : on}${always ? '' : ' under conditions'}`;
}
