import { counted } from '../kernel/index.js';
import { TIERS, type MeaningView } from '../meaning/index.js';
import { beyondText, tierText } from './allows.js';
import type { Paint } from './paint.js';
import { padded, wrapped } from './columns.js';
import { clean } from './text.js';

const SHOWN = 10;

/** What an access allows, in words. */
export function meaningText(view: MeaningView, paint: Paint, width: number): string[] {
  const tier = tierText(view.tier);
  return [
    paint.strong(clean(view.of)),
    `tier: ${view.reasons.length > 0 ? paint.bad(tier) : tier}${view.reasons.length > 0 ? ', privileged' : ''}`,
    ...(view.reasons.length > 0 ? ['', 'It counts as privileged because it'] : []),
    ...view.reasons.flatMap(({ says }) => bullet(says, width)),
    '',
    ...ways(view, width),
    ...services(view, paint),
    ...unknownKeys(view, width),
    ...against(view, paint, width),
    '',
    paint.faint(
      `by the actions that AWS documented (${view.index}); docs/meaning.md says what the tiers mean`,
    ),
  ];
}

/** The published ways in which it becomes more. */
function ways({ escalations }: MeaningView, width: number): string[] {
  if (escalations.length === 0) return [];
  const first = escalations.slice(0, SHOWN);
  const more = escalations.length - first.length;
  return [
    `${counted(escalations.length, 'published way')} to more permissions:`,
    ...first.flatMap(({ id, name, gives, always }) =>
      bullet(`${id}: ${name}, which gives ${gives}${always ? '' : ' (under conditions)'}`, width),
    ),
    ...(more > 0 ? [`  and ${String(more)} more; --json shows all`] : []),
    '',
  ];
}

function services({ services: all }: MeaningView, paint: Paint): string[] {
  if (all.length === 0) return ['It allows nothing.'];
  const first = [...all].sort((a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier)).slice(0, SHOWN);
  const widest = Math.max(...first.map(({ title }) => clean(title).length));
  const more = all.length - first.length;
  return [
    `${counted(all.length, 'service')}, the highest tier first:`,
    ...first.map(
      ({ title, tier, actions }) =>
        `  ${padded(clean(title), widest)}  ${tierText(tier)}, ${counted(actions, 'action')}`,
    ),
    ...(more > 0 ? [paint.faint(`  and ${String(more)} more; --json shows all`)] : []),
  ];
}

/** Conditions that go by what no request has: most often a slip. */
function unknownKeys({ unknownKeys: keys = [] }: MeaningView, width: number): string[] {
  if (keys.length === 0) return [];
  return [
    '',
    'AWS documents no such condition key, so that no request has it:',
    ...keys.flatMap(({ key, nearest }) =>
      bullet(`${key}${nearest === undefined ? '' : `; ${nearest} may be meant`}`, width),
    ),
  ];
}

function against({ against: beyond }: MeaningView, paint: Paint, width: number): string[] {
  if (!beyond) return [];
  const than = clean(beyond.name);
  if (beyond.broadens === 'no') return ['', `It allows nothing that ${than} does not: proved.`];
  const head =
    beyond.broadens === 'yes'
      ? paint.bad(`It allows more than ${than}:`)
      : paint.warn(`Whether it allows more than ${than} cannot be told, which counts as more:`);
  const brief = wrapped(clean(beyondText(beyond)), width - 2, '  ').map((line) => `  ${line}`);
  return [
    '',
    head,
    ...brief,
    ...beyond.gains.slice(0, SHOWN).flatMap((gain) => bullet(gainText(gain), width)),
  ];
}

function gainText({ actions, example }: NonNullable<MeaningView['against']>['gains'][number]): string {
  const many = actions.length > 1 ? `${String(actions.length)} actions, among them ` : '';
  const on = example ? ` on ${example.resource}${example.conditional ? ', under conditions' : ''}` : '';
  return `${many}${example?.action ?? actions[0] ?? ''}${on}`;
}

function bullet(text: string, width: number): string[] {
  return wrapped(clean(text), width - 4, '  ').map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`);
}
