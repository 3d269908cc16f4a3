import { counted } from '../kernel/index.js';
import { fallbackText, type PolicyExplainDocument } from '../policy/index.js';
import { indented, wrapped } from './columns.js';
import { minute, type NameOf } from './drift-words.js';
import type { Paint } from './paint.js';
import { personText, withNames } from './people.js';
import { clean } from './text.js';

type Explained = PolicyExplainDocument['explained'][number];
type RuleLine = Explained['rules'][number];
type FactLine = RuleLine['facts'][number];

/** How explanations are printed. */
export interface PolicyTextProps {
  readonly paint: Paint;
  /** Cells in a line. */
  readonly width: number;
  readonly nameOf: NameOf;
}

/** A ticket with every rule that bears on it: what decides first, then what each rule saw. */
export function policyExplainText(
  { ticket, explained, policy, inputs, at }: PolicyExplainDocument,
  props: PolicyTextProps,
): string[] {
  return [
    ...explained.flatMap((each) => [...ticketLines(ticket, each, props), '']),
    props.paint.faint(`at ${at}, rules ${policy}`),
    props.paint.faint(`on inputs ${inputs}`),
  ];
}

function ticketLines(ticket: string, each: Explained, props: PolicyTextProps): string[] {
  const { paint } = props;
  const { outcome, expires, approvedAt, asks, file } = each;
  const until = expires === undefined ? '' : paint.faint(`  (until ${expires})`);
  return [
    `${clean(ticket)}  ${paint.strong(outcome ?? 'an end')}${until}`,
    ...fold(
      asks
        ? `${personText(asks.principal.id, asks.principal.name)}: ${asks.package} on ${asks.asset}, by ${file}`
        : `by ${file}, which is gone`,
      props,
    ),
    ...(approvedAt === undefined
      ? []
      : fold(`approved first at ${minute(approvedAt)}; what follows is how it would be decided now`, props)),
    ...(each.untold ?? []).flatMap((words) => fold(words, props)),
    ...(each.state === 'end' ? endLines(each, props) : whyLines(each, props)),
  ];
}

function endLines({ ends }: Explained, props: PolicyTextProps): string[] {
  const of = ends === undefined ? 'what it ends' : `\`${ends}\``;
  return fold(`an end needs no decision, so no rule is asked; explain ${of} instead`, props);
}

function whyLines(each: Explained, props: PolicyTextProps): string[] {
  const grant = each.rules.filter(({ held }) => held !== 'other-action');
  const others = each.rules.length - grant.length;
  return [
    ...section(
      'why',
      each.reasons.flatMap((reason) => reasonLines(reason, props)),
      props,
    ),
    ...rulesLines(grant, props),
    ...(others > 0
      ? fold(`${counted(others, 'more rule')} of the set: about reviews, not about this`, props)
      : []),
    ...(each.state === 'refused'
      ? fold('no rule was asked: nothing there is fit to be decided on', props)
      : []),
    ...section(
      'conditions of the route',
      each.conditions.flatMap((one) => conditionLines(one, props)),
      props,
    ),
    ...section('reviews', reviewsLines(each, props), props),
  ];
}

function reasonLines(
  { code, message, remedy, rule }: Explained['reasons'][number],
  props: PolicyTextProps,
): string[] {
  return [
    ...fold(withNames(`${code}: ${message}${rule === undefined ? '' : ` [${rule}]`}`, props.nameOf), props),
    ...fold(withNames(remedy, props.nameOf), props, 4),
  ];
}

const TITLES = {
  erred: 'rules that could not be evaluated',
  held: 'rules that hold',
  'not-held': 'rules that do not hold',
} as const;

function rulesLines(rules: readonly RuleLine[], props: PolicyTextProps): string[] {
  return (['erred', 'held', 'not-held'] as const).flatMap((held) =>
    section(
      TITLES[held],
      rules.filter((rule) => rule.held === held).flatMap((rule) => ruleLines(rule, props)),
      props,
    ),
  );
}

function ruleLines(
  { id, effect, outcome, code, place, why, message, facts, held }: RuleLine,
  props: PolicyTextProps,
): string[] {
  const says = outcome === undefined ? effect : `${effect}, ${outcome} ${code ?? ''}`;
  return [
    ...fold(`${id}  ${says}  ${place}`, props),
    ...(held === 'not-held' ? [] : fold(why, props, 4)),
    ...(message === undefined ? [] : fold(`fails: ${message}`, props, 4)),
    ...fold(facts.map(factText).join('; ') || 'reads no fact', props, 4).map(props.paint.faint),
  ];
}

function factText({ fact, value }: FactLine): string {
  if (value === undefined) return `${fact} is absent`;
  if (fact.endsWith(' is')) return `${fact} ${String(value)}`;
  if (typeof value !== 'object') return `${fact} = ${String(value) || '(empty)'}`;
  return `${fact} = ${value.length === 0 ? '(none)' : value.join(', ')}`;
}

function conditionLines(
  { role, filledBy, candidates, fallback, escalation }: Explained['conditions'][number],
  props: PolicyTextProps,
): string[] {
  const people = (all: typeof candidates): string[] =>
    all.flatMap(({ id, name }) => fold(personText(id, name), props, 4));
  const instead = fallback ? fold(withNames(fallbackText(fallback), props.nameOf), props, 4) : [];
  if (filledBy)
    return [...fold(`${role}: approved by ${personText(filledBy.id, filledBy.name)}`, props), ...instead];
  if (candidates.length === 0) {
    const above = escalation && escalation.length > 0 ? '; it goes to' : '';
    return [
      ...fold(`${role}: open, and nobody can fill it${above}`, props),
      ...people(escalation ?? []),
      ...instead,
    ];
  }
  return [...fold(`${role}: open; can be filled by`, props), ...people(candidates), ...instead];
}

function reviewsLines({ reviewed, reviews, state }: Explained, props: PolicyTextProps): string[] {
  if (state === 'refused') return [];
  if (!reviewed) return fold('none was judged: what is refused or denied, no review changes', props);
  if (reviews.length === 0) return fold('none was seen', props);
  return reviews.flatMap((each) => {
    const { login, approver, name, counted: counts, condition, reasons, rules } = each;
    const who =
      approver === undefined ? `${login}, who stands for nobody` : `${login}, ${personText(approver, name)}`;
    const said = counts ? `counts as ${condition ?? 'an approval'}` : 'does not count';
    const bearing = rules.filter(({ held }) => held === 'held' || held === 'erred');
    return [
      ...fold(`${who}: ${said}`, props),
      ...reasons.flatMap(({ code, message }) => fold(`${code}: ${message}`, props, 4)),
      ...bearing.flatMap((rule) => indented(ruleLines(rule, props), 2)),
    ];
  });
}

function section(title: string, lines: readonly string[], { paint }: PolicyTextProps): string[] {
  return lines.length === 0 ? [] : ['', paint.strong(title), ...lines];
}

/** A sentence in lines that begin `at` cells from the left. */
function fold(text: string, { width }: Pick<PolicyTextProps, 'width'>, at = 2): string[] {
  return indented(wrapped(clean(text), width - at, '  '), at);
}
