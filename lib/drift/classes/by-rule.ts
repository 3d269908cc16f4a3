import type { LiveRule } from '../../inventory/index.js';
import { by, sorted } from '../../kernel/index.js';
import type { ScopeMode } from '../../manifest/index.js';
import { refKey, refText } from '../../model/index.js';
import type { Ground } from '../ground.js';
import { observationIdOf } from '../finding-id.js';
import type { Finding } from '../finding.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import { modeAt, seenAt } from '../judging/leading-in.js';
import { saidOf } from '../said.js';
import { stricter } from '../scope.js';

/** A member whom a group rule put there. */
export function byRule(rule: string): EdgeDraft {
  return { code: 'BY_RULE', because: `group rule ${rule} puts the holder there` };
}

/** Rules that aim at governed groups; their members are told by themselves. */
export function ruleFindings(ground: Ground): Finding[] {
  return ground.inventory.rules.flatMap((rule) => ofRule(ground, rule));
}

function ofRule(ground: Ground, rule: LiveRule): Finding[] {
  const targets = new Set(rule.groups);
  const groups = ground.inventory.groups
    .filter(({ ref, native }) => ref.source === rule.source && targets.has(native))
    .map(({ ref }) => ref)
    .filter((ref) => modeAt(ground, ref) !== undefined && ground.scopes.externalOwner(ref) === undefined);
  if (!rule.active || groups.length === 0) return [];
  const id = observationIdOf({ rule: rule.native, source: rule.source });
  const inOrder = sorted(groups, by(refKey));
  return [
    {
      gives: `group rule ${rule.name} puts whom it means into ${inOrder.map(refText).join(', ')}`,
      ...saidOf({ code: 'RULE_UNDECLARED' }),
      subject: { what: 'rule', id, source: rule.source, native: rule.native, groups: inOrder },
      mode: groups.reduce<ScopeMode>((mode, ref) => stricter(mode, modeAt(ground, ref) ?? mode), 'observe'),
      bound: 'rule',
      reaches: [],
      ...seenAt(ground, id, 'RULE_UNDECLARED', inOrder),
    },
  ];
}
