import type { LiveRule } from '../../inventory/index.js';
import { branded, by, canonicalJson, sorted } from '../../kernel/index.js';
import type { ScopeMode } from '../../manifest/index.js';
import { edgeIdOf, refKey, refText, type Group } from '../../model/index.js';
import type { JudgeContext } from '../context.js';
import type { Finding } from '../finding.js';
import { stricter } from '../scope.js';
import { severityOf } from '../severity.js';

/** What leads into governed groups and nobody declared: pushes, and rules. */
export function carrierFindings(context: JudgeContext): Finding[] {
  return [...undeclaredPushes(context), ...context.inventory.rules.flatMap((rule) => ofRule(context, rule))];
}

/**
 * A push that nobody declared, onto a governed group or one that gives something on a governed account. Switching it
 * off would leave at the target whoever is there, and no removal would follow: so that is nothing that Writ does.
 */
function undeclaredPushes(context: JudgeContext): Finding[] {
  return context.inventory.pushes.flatMap(({ from, to, active }) => {
    const mode = modeAt(context, to);
    const owner = context.scopes.externalOwner(to);
    if (!active || mode === undefined || owner !== undefined || context.declaredPush(from, to)) return [];
    const draft = { class: 'foreign', code: 'PUSH_UNDECLARED' } as const;
    return [
      {
        ...draft,
        ...common(context, { push: [from, to] }, draft, [to]),
        subject: { what: 'push', id: idOf({ push: [from, to] }), from, to },
        mode,
        reason: 'no-basis',
        gives: `Okta group ${refText(from)} is pushed to Identity Store group ${refText(to)}: whoever is in it has what that gives`,
        because: 'nobody declared this push',
        cure: `revoke the members that it brought, then deactivate the push of ${refText(from)} in Okta`,
        narrows: false,
        reaches: context.carried.reachOf(from),
      },
    ];
  });
}

/** A rule that aims at governed groups; its members are told by themselves. */
function ofRule(context: JudgeContext, rule: LiveRule): Finding[] {
  const targets = new Set(rule.groups);
  const groups = context.inventory.groups
    .filter(({ ref, native }) => ref.source === rule.source && targets.has(native))
    .map(({ ref }) => ref)
    .filter((ref) => modeAt(context, ref) !== undefined && context.scopes.externalOwner(ref) === undefined);
  if (!rule.active || groups.length === 0) return [];
  const draft = { class: 'by-rule', code: 'RULE_UNDECLARED' } as const;
  const about = { rule: rule.native, source: rule.source };
  const inOrder = sorted(groups, by(refKey));
  return [
    {
      ...draft,
      ...common(context, about, draft, inOrder),
      subject: { what: 'rule', id: idOf(about), source: rule.source, native: rule.native, groups: inOrder },
      mode: groups.reduce<ScopeMode>((mode, ref) => stricter(mode, modeAt(context, ref) ?? mode), 'observe'),
      gives: `group rule ${rule.name} puts whom it means into ${inOrder.map(refText).join(', ')}`,
      because: 'it is active, and nothing declared says whom a rule may put there',
      cure: 'deactivate the rule, or see that whom it means are entitled to this',
      bound: 'rule',
      reaches: [],
    },
  ];
}

/** The strictest mode over a group: its own, or that of what it or what it is pushed to gives. */
function modeAt({ scopes, carried }: JudgeContext, group: Group): ScopeMode | undefined {
  const modes = [
    scopes.modeOfGroup(group),
    ...carried.entitlementsOf(group).map((target) => scopes.modeOf({ target })),
  ];
  return modes.reduce((a, b) => (a && b ? stricter(a, b) : (a ?? b)), undefined);
}

function common(
  context: JudgeContext,
  about: unknown,
  draft: Parameters<typeof severityOf>[0],
  groups: readonly Group[],
): Pick<Finding, 'severity' | 'attribution' | 'firstSeen' | 'privileged'> {
  const privileged = sorted(
    new Set(groups.flatMap((group) => context.carried.privilegedIn(group))),
    by((why: string) => why),
  );
  const attribution = {
    by: 'unknown',
    why: 'changes of pushes and rules are not looked up in the log',
  } as const;
  return {
    severity: severityOf(draft, privileged.length > 0, attribution),
    attribution,
    firstSeen: context.sightings.since(idOf(about)) ?? context.at,
    privileged,
  };
}

function idOf(about: unknown): Finding['subject']['id'] {
  return edgeIdOf(branded<'edge'>(canonicalJson(about)));
}
