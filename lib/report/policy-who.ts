import { counted, groupBy, spanWords } from '../kernel/index.js';
import type { PolicyWhoDocument } from '../policy/index.js';
import { indented, wrapped } from './columns.js';
import { minute } from './drift-words.js';
import type { Paint } from './paint.js';
import { personText } from './people.js';
import { clean } from './text.js';

type OnAsset = PolicyWhoDocument['assets'][number];
type GroupLine = OnAsset['asks'][number];
type ApproverLine = OnAsset['approves'][number]['approvers'][number];

/** How it is printed. */
export interface PolicyWhoProps {
  readonly paint: Paint;
  readonly width: number;
  /** How many of a group are named; of the others it says how many they are. */
  readonly most: number;
}

/** Who may ask for a package and who may approve it, asset by asset, dead ends first. */
export function policyWhoText(document: PolicyWhoDocument, props: PolicyWhoProps): string[] {
  const { package: id, title, kind, at, assets, birthrightOf } = document;
  const fold = folding(props);
  return [
    props.paint.strong(`${clean(id)}: ${clean(title)}`),
    ...fold(`asked for by a ticket of kind ${kind}, at ${minute(at)}`),
    ...(birthrightOf.length === 0 ? [] : fold(`given by birthright to ${birthrightOf.join(', ')}`)),
    ...alike(assets).flatMap(([first, names]) => ['', ...assetLines(names, first, props)]),
  ];
}

/** Assets of which all the same is so, together. */
function alike(assets: readonly OnAsset[]): readonly (readonly [OnAsset, string])[] {
  const groups = groupBy(assets, (each) => JSON.stringify({ ...each, asset: '' }));
  return [...groups.values()].flatMap((each) =>
    each[0] ? [[each[0], each.map(({ asset }) => asset).join(', ')] as const] : [],
  );
}

function assetLines(
  names: string,
  { route, asks, not, approves, findings }: OnAsset,
  props: PolicyWhoProps,
): string[] {
  const { paint } = props;
  const fold = folding(props);
  return [
    paint.strong(`on ${clean(names)}`),
    ...findings.flatMap(({ kind, code, message, remedy, principals }) => [
      ...fold(`${kind === 'dead-end' ? 'DEAD END' : 'gap'} ${code}: ${message}`, 2).map(
        kind === 'dead-end' ? paint.bad : paint.warn,
      ),
      ...few(principals, props).flatMap((line) => fold(line, 6)),
      ...fold(remedy, 4),
    ]),
    ...fold(asks.length === 0 ? 'nobody may ask' : 'may ask', 2),
    ...asks.flatMap((group) => groupLines(group, props)),
    ...(not.length === 0 ? [] : fold('may not', 2)),
    ...not.flatMap(({ codes, principals, letByJob }) => [
      ...fold(`${String(principals)}: ${codes.join(', ')}`, 4),
      ...(letByJob.length === 0 ? [] : fold('of these, whose job lets them ask:', 6)),
      ...few(letByJob, props).flatMap((line) => fold(line, 8)),
    ]),
    ...fold(approves.length === 0 ? 'nobody has to approve' : `may approve (route ${route})`, 2),
    ...approves.flatMap((each) => roleLines(each, props)),
  ];
}

function roleLines(
  { role, approvers, fallback, escalation }: OnAsset['approves'][number],
  props: PolicyWhoProps,
): string[] {
  const fold = folding(props);
  const people = (all: readonly ApproverLine[]): string[] =>
    cut(all.map(approverText), props).flatMap((line) => fold(line, 6));
  const instead = fallback?.open
    ? 'asked instead, since nobody of them can be'
    : 'only where nobody of them can be asked';
  return [
    ...fold(`${role}${approvers.length === 0 ? ': nobody is named' : ''}`, 4),
    ...people(approvers),
    ...(fallback
      ? [...fold(`${instead}: ${fallback.asked.join(', ')}`, 4), ...people(fallback.approvers)]
      : []),
    ...(escalation ? fold('and then it goes to', 4) : []),
    ...few(escalation ?? [], props).flatMap((line) => fold(line, 6)),
    ...(escalation?.length === 0 ? fold('nobody who is at work', 6) : []),
  ];
}

function groupLines(
  { holder, jobFunctions, tier, outcome, reasons, principals }: GroupLine,
  props: PolicyWhoProps,
): string[] {
  const fold = folding(props);
  const by = jobFunctions.length === 0 ? '' : ` as ${jobFunctions.join(', ')}`;
  const longest = Math.max(...principals.map(({ minutes }) => minutes));
  const lines = principals.map(({ id, name, minutes, login }) => {
    const notes = [
      ...(minutes === longest ? [] : [`at most ${spanWords(minutes * 60_000)}`]),
      ...(login || holder === 'workload' ? [] : ['has no login of their own, so somebody else opens it']),
    ];
    return [personText(id, name), ...notes].join(': ');
  });
  const is =
    outcome === 'approve' ? 'at once' : outcome === 'escalate' ? 'after somebody above' : 'after approval';
  return [
    ...fold(
      `${counted(principals.length, holder)}${by}: ${is}, tier ${tier}, at most ${spanWords(longest * 60_000)}`,
      4,
    ),
    ...reasons.flatMap(({ code, message }) => fold(`${code}: ${message}`, 6)),
    ...cut(lines, props).flatMap((line) => fold(line, 6)),
  ];
}

function approverText({ id, name, for: whom, until, login, counts, reasons }: ApproverLine): string {
  const acting = whom
    ? ` for ${personText(whom.id, whom.name)}${until ? ` until ${minute(until)}` : ''}`
    : '';
  const known = login === undefined ? '' : `, login ${login}`;
  const says = counts
    ? ''
    : `: not today: ${reasons.map(({ code, message }) => `${code}: ${message}`).join('; ')}`;
  return `${personText(id, name)}${acting}${known}${says}`;
}

function few(principals: OnAsset['findings'][number]['principals'], props: PolicyWhoProps): string[] {
  return cut(
    principals.map(({ id, name }) => personText(id, name)),
    props,
  );
}

/** As many lines as are wanted, and how many more there are. */
function cut(lines: readonly string[], { most }: PolicyWhoProps): string[] {
  const rest = lines.length - most;
  return rest > 0 ? [...lines.slice(0, most), `and ${String(rest)} more (--json names all)`] : [...lines];
}

function folding({ width }: PolicyWhoProps) {
  return (text: string, at = 0): string[] => indented(wrapped(clean(text), width - at, '  '), at);
}
