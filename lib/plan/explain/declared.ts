import { canonicalJson } from '../../kernel/index.js';
import { refKey, type PermissionSetRef } from '../../model/index.js';
import { digestedContent } from '../../meaning/index.js';
import type { Catalogue } from '../../manifest/index.js';
import type { Effect } from '../derive/effect.js';
import { refusal } from '../refusals.js';
import { governance } from './additions.js';
import { explained, refused, type EffectAnswer } from './answer.js';
import type { ExplainGround } from './ground.js';

/**
 * What explains that a permission set can do something else: approved declarations, or that it is brought back to what was declared when the shard was last
 * applied. A ticket never does.
 */
export function explainContent(
  effect: Extract<Effect, { what: 'content' }>,
  ground: ExplainGround,
): EffectAnswer {
  const { of, before, after } = effect;
  const at = effect.addresses[0];
  if (before !== 'absent' && after !== 'absent' && sameContent(of, before, after))
    return refused(
      refusal('PLAN_REPLACES', `parts of \`${of.name}\` would be taken away and given anew`, at),
    );
  const { base } = ground.input;
  const declared = base && contentIn(of, base.catalogue);
  const isRestored = after !== 'absent' && declared !== undefined && sameContent(of, declared, after);
  const because = [
    ...governance(ground),
    ...(isRestored ? [{ by: 'restoration', of: 'declared' } as const] : []),
  ];
  return because.length > 0
    ? explained(...because)
    : refused(refusal('PLAN_CONTENT_UNDECIDED', `nobody approved what \`${of.name}\` could do`, at));
}

/** What explains that a group comes or goes, or that an object says something else of itself. */
export function explainObject(
  effect: Extract<Effect, { what: 'object' }>,
  ground: ExplainGround,
): EffectAnswer {
  const { op, object, address } = effect;
  const key = refKey(object);
  const { derivation, base } = ground.input;
  if (op === 'remove' && derivation.after.groups.some((each) => refKey(each.object) === key))
    return refused(refusal('PLAN_REPLACES', `\`${object.name}\` would be taken away and made anew`, address));
  const wasDeclared = base !== undefined && declares(base.catalogue, key);
  const because = [
    ...governance(ground),
    ...(op !== 'remove' && wasDeclared ? [{ by: 'restoration', of: 'declared' } as const] : []),
  ];
  return because.length > 0
    ? explained(...because)
    : refused(refusal('PLAN_STRUCTURE_UNDECIDED', 'nobody approved these declarations', address));
}

function declares({ groups, permissionSets, apps = [] }: Catalogue, key: string): boolean {
  return [...groups, ...permissionSets, ...apps].some(({ ref }) => refKey(ref) === key);
}

type EffectContent = Exclude<Extract<Effect, { what: 'content' }>['after'], 'absent'>;

function contentIn(of: PermissionSetRef, { permissionSets }: Catalogue): EffectContent | undefined {
  return permissionSets.find(({ ref }) => refKey(ref) === refKey(of))?.content;
}

function sameContent(of: PermissionSetRef, a: EffectContent, b: EffectContent): boolean {
  return canonicalJson(digestedContent(of, a)) === canonicalJson(digestedContent(of, b));
}
