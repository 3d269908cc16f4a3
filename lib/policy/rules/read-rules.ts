import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import {
  by,
  isWritError,
  parseDuration,
  parseInstant,
  quoted,
  sorted,
  WritError,
  type FaultPlace,
} from '../../kernel/index.js';
import type { Cedar } from './cedar.js';
import { kindsHeld } from './kinds-held.js';
import { placeAt } from './place.js';
import type { ForbidRule, PermitRule, Rule } from './rule.js';
import { hasLossyNumber, hiddenAt } from './text-faults.js';

/** A file of rules, as text. */
export interface RuleFile {
  readonly file: string;
  readonly text: string;
}

/** The rules of files, by id, and everything that is wrong with them. */
export interface RulesRead {
  readonly rules: readonly Rule[];
  readonly faults: readonly WritError[];
}

const REQUIRED = {
  permit: ['id', 'why', 'owner', 'reviewBy', 'approves', 'approvers', 'exceptions', 'lasts'],
  forbid: ['id', 'why', 'owner', 'reviewBy', 'outcome', 'code', 'remedy'],
} as const;

/** Reads rules out of Cedar text. A rule that is wrong is a fault with its place, and is not among the rules. */
export function readRules(cedar: Cedar, files: readonly RuleFile[]): RulesRead {
  const read = sorted(
    files,
    by(({ file }) => file),
  ).flatMap((file) => fileRules(cedar, file));
  const faults: WritError[] = [];
  const rules = new Map<string, Rule>();
  for (const each of read) {
    if (isWritError(each)) faults.push(each);
    else if (rules.has(each.id)) faults.push(repeated(each, rules.get(each.id) ?? each));
    else rules.set(each.id, each);
  }
  return {
    rules: sorted(
      [...rules.values()],
      by(({ id }) => id),
    ),
    faults,
  };
}

function fileRules(cedar: Cedar, { file, text }: RuleFile): (Rule | WritError)[] {
  const hidden = hiddenAt(file, text);
  if (hidden)
    return [
      invalid('has a character that nobody sees', hidden, 'take it out: what is reviewed is what decides'),
    ];
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure')
    return parts.errors.map((error) => invalid(error.message, placeAt(file, text, error)));
  if (parts.policy_templates.length > 0)
    return [invalid('a template is no rule: it would decide nothing', { file })];
  let from = 0;
  // In the order of the text, so that equal rules have places of their own.
  const found = parts.policies.map((part) => ({ part, at: text.indexOf(part) })).sort((a, b) => a.at - b.at);
  return found.flatMap(({ part }) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    const line = text.slice(0, at).split('\n').length;
    return ruleOf(cedar, part, { file, line });
  });
}

function ruleOf(cedar: Cedar, part: string, place: Rule['place']): (Rule | WritError)[] {
  const parsed = cedar.policyToJson(part);
  if (parsed.type === 'failure') return parsed.errors.map(({ message }) => invalid(message, place));
  if (hasLossyNumber(parsed.json))
    return [invalid('has a number that is too large to be exact', place, 'write one below 9007199254740992')];
  const printed = cedar.policyToText(parsed.json);
  // INVARIANT: a rule that cannot be printed is a fault: left out it would forbid nothing, and nobody would be told.
  if (printed.type === 'failure') return printed.errors.map(({ message }) => invalid(message, place));
  const { effect, annotations = {} } = parsed.json;
  const faults = annotationFaults(effect, annotations, place);
  const action = actionOf(parsed.json);
  if (!action) faults.push(invalid('does not say for which action it is', place, SAY_ACTION));
  if (faults.length > 0 || !action) return faults;
  try {
    return [withAnnotations(parsed.json, action, printed.text, place)];
  } catch (error) {
    if (isWritError(error)) return [invalid(error.message, place, error.remedy)];
    throw error;
  }
}

const SAY_ACTION = 'write `action == Action::"grant"` or `action == Action::"approve"` in its head';

function actionOf({ action }: PolicyJson): Rule['action'] | undefined {
  if (action.op !== '==' || !('entity' in action)) return undefined;
  const uid = '__entity' in action.entity ? action.entity.__entity : action.entity;
  return uid.id === 'grant' || uid.id === 'approve' ? uid.id : undefined;
}

/** A misspelt annotation would be one that nobody reads. */
function annotationFaults(
  effect: 'permit' | 'forbid',
  annotations: Readonly<Record<string, string>>,
  place: Rule['place'],
): WritError[] {
  const required: readonly string[] = REQUIRED[effect];
  const name = annotations['id'] ?? `this ${effect}`;
  const missing = required
    .filter((each) => (annotations[each] ?? '').trim() === '')
    .map((each) => invalid(`${quoted(name)} lacks \`@${each}\``, place, `say \`@${each}("…")\``));
  const unknown = Object.keys(annotations)
    .filter((each) => !required.includes(each))
    .map((each) =>
      invalid(`\`@${each}\` is no annotation of a ${effect}`, place, `use ${required.join(', ')}`),
    );
  return [...missing, ...unknown];
}

function withAnnotations(json: PolicyJson, action: Rule['action'], text: string, place: Rule['place']): Rule {
  const say = (name: string): string => json.annotations?.[name] ?? '';
  const id = say('id');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw wrong(id, 'is no rule id', 'write it like `subject-active`');
  const common = {
    id,
    action,
    why: say('why'),
    owner: say('owner'),
    reviewBy: parseInstant(`${say('reviewBy')}T00:00:00Z`),
    text,
    place,
  };
  return json.effect === 'permit' ? permit(common, say, kindsHeld(json)) : forbid(common, say);
}

type Common = Omit<ForbidRule, 'effect' | 'outcome' | 'code' | 'remedy'>;

function permit(common: Common, say: (name: string) => string, kinds: PermitRule['kinds']): PermitRule {
  return {
    ...common,
    effect: 'permit',
    approves: say('approves'),
    approvers: say('approvers'),
    exceptions: say('exceptions'),
    lasts: parseDuration(say('lasts')),
    kinds,
  };
}

function forbid(common: Common, say: (name: string) => string): ForbidRule {
  const outcome = say('outcome');
  const code = say('code');
  if (!isOutcome(outcome))
    throw wrong(outcome, 'is no outcome of a forbid', 'write refuse, deny, escalate or pending');
  if (!/^[A-Z][A-Z0-9_]{2,60}$/.test(code))
    throw wrong(code, 'is no reason code', 'write it like `SUBJECT_NOT_ACTIVE`');
  return { ...common, effect: 'forbid', outcome, code, remedy: say('remedy') };
}

function isOutcome(text: string): text is ForbidRule['outcome'] {
  return ['refuse', 'deny', 'escalate', 'pending'].includes(text);
}

function wrong(value: string, message: string, remedy: string): WritError {
  return new WritError('RULE_INVALID', `${quoted(value)} ${message}`, { remedy });
}

function repeated(rule: Rule, first: Rule): WritError {
  const { file, line } = first.place;
  return invalid(
    `${quoted(rule.id)} stands at ${file}:${line} already`,
    rule.place,
    'give each rule an id of its own',
  );
}

function invalid(
  message: string,
  place: FaultPlace,
  remedy = 'write the rule as docs/policy.md shows',
): WritError {
  return new WritError('RULE_INVALID', message, { place, remedy });
}
