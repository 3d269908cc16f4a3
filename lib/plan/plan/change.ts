import { referenceOf } from '../reference.js';
import { refusal, type Refusal } from '../refusals.js';
import { PROVIDER_SOURCES, RESOURCES, typeIn } from '../types.js';
import { actionOf } from './actions.js';
import { providerOf } from './configured.js';
import type { GrantAttribute, PlannedAction, PlannedChange } from './reading.js';
import type { ResourceChangeJson } from './shape.js';
import { isRecord, plannedOf } from './unknown.js';

type Expressions = Readonly<Record<string, unknown>>;
type ChangeRead = { readonly change: PlannedChange } | { readonly refusals: readonly Refusal[] };

/**
 * One change, or why it is not carried out. `found` is of what was found changed since the last apply: it is not done, so that nothing of it has to be known.
 * @param expressions - what the configuration writes for its attributes
 */
export function readChange(
  said: ResourceChangeJson,
  expressions: Expressions | undefined,
  of: 'planned' | 'found' = 'planned',
): ChangeRead {
  const { address, type, name, change } = said;
  const action = actionOf(change.actions);
  const refusals = [...refuseAction(said, action), ...refuseWhere(said)];
  const grants =
    of === 'found' || action === 'delete' || said.mode === 'data'
      ? undefined
      : grantsOf(said, expressions ?? {});
  if (grants && 'refusals' in grants) refusals.push(...grants.refusals);
  if (refusals.length > 0 || action === undefined) return { refusals };
  const before = change.before ?? null;
  const known = grants && 'grants' in grants ? { grants: grants.grants } : {};
  const after = action === 'delete' ? null : (change.after ?? null);
  return { change: { address, type, name, action, before, after, ...known } };
}

function refuseAction(said: ResourceChangeJson, action: PlannedAction | undefined): Refusal[] {
  const { address, change, mode } = said;
  const { actions } = change;
  if (actions.includes('forget')) return [refusal('PLAN_FORGETS', 'it would be forgotten', address)];
  if (action === undefined || (action === 'read') !== (mode === 'data' && action === 'read'))
    return [refusal('PLAN_ACTION_UNKNOWN', `its actions are \`${actions.join(', ')}\``, address)];
  const refusals: Refusal[] = [];
  if (mode === 'data' && action !== 'read' && action !== 'no-op')
    refusals.push(refusal('PLAN_ACTION_UNKNOWN', `a data source would ${action}`, address));
  if (isRecord(change.importing)) refusals.push(refusal('PLAN_IMPORTS', 'it would be imported', address));
  if (change.generated_config !== undefined && change.generated_config !== null)
    refusals.push(refusal('PLAN_IMPORTS', 'its configuration would be generated', address));
  if (said.previous_address != null)
    refusals.push(refusal('PLAN_MOVES', `it was \`${said.previous_address}\``, address));
  if (said.deposed !== undefined && said.deposed !== null)
    refusals.push(refusal('PLAN_DEPOSED', 'it is a deposed object', address));
  return refusals;
}

function refuseWhere({
  address,
  mode,
  type,
  name,
  index,
  module_address: module,
  provider_name: source,
}: ResourceChangeJson): Refusal[] {
  const provider = providerOf(mode, type);
  if (provider === undefined) return [refusal('PLAN_TYPE', `\`${type}\` is never synthesized`, address)];
  const refusals: Refusal[] = [];
  if (!PROVIDER_SOURCES[provider].includes(source))
    refusals.push(refusal('PLAN_PROVIDER', `it goes through \`${source}\``, address));
  const plain = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  if (module != null || (index !== undefined && index !== null) || address !== plain)
    refusals.push(refusal('PLAN_ADDRESS', `its address is not \`${plain}\``, address));
  return refusals;
}

type Grants =
  { readonly grants: Readonly<Record<string, GrantAttribute>> } | { readonly refusals: readonly Refusal[] };

/** Who gets what by it. What is unknown is one plain reference in the configuration, or it could be anything when it is applied. */
function grantsOf({ address, type, change }: ResourceChangeJson, expressions: Expressions): Grants {
  const grants: Record<string, GrantAttribute> = {};
  const refusals: Refusal[] = [];
  for (const name of typeIn(RESOURCES, type)?.grants ?? []) {
    const planned = plannedOf(change.after, change.after_unknown, name);
    if (planned.known) grants[name] = planned;
    else {
      const reference = plainReference(expressions[name]);
      if (reference) grants[name] = { known: false, reference };
      else refusals.push(refusal('PLAN_UNKNOWN', `\`${name}\` shows only when it is applied`, address));
    }
  }
  return refusals.length > 0 ? { refusals } : { grants };
}

function plainReference(expression: unknown): ReturnType<typeof referenceOf> {
  const text = isRecord(expression) ? expression['constant_value'] : undefined;
  return typeof text === 'string' ? referenceOf(text) : undefined;
}
