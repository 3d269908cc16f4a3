import { canonicalJson } from '../../kernel/index.js';
import { awsGroup, oktaApp, oktaGroup, permissionSet, refKey, type ObjectRef } from '../../model/index.js';
import type { PlannedChange } from '../plan/reading.js';
import { isRecord } from '../plan/unknown.js';
import { referenceOf, type Reference } from '../reference.js';
import { refusal, type Refusal } from '../refusals.js';
import { RESOURCES, typeIn } from '../types.js';
import type { DeriveInput } from './derive.js';
import type { Make } from './resolve.js';

/**
 * Holds a plan against the configuration that was reviewed: the same resources and look-ups, and of each what says who gets what. A document that
 * was made from another file, or changed on its way, says otherwise.
 */
export function conform(input: DeriveInput): readonly Refusal[] {
  const { plan } = input;
  const { resources, data } = blocksOf(input.configuration);
  const changes = new Map(plan.changes.map((each) => [each.address, each]));
  const answers = new Map(plan.answers.map((each) => [each.address, each.values]));
  const stays = [...changes.values()].filter(({ action }) => action !== 'delete');
  return [
    ...[...resources.keys()]
      .filter((address) => (changes.get(address)?.action ?? 'delete') === 'delete')
      .map((address) => refusal('PLAN_DIFFERS', 'it is configured, and the plan is without it', address)),
    ...stays
      .filter(({ address }) => !resources.has(address))
      .map(({ address }) => refusal('PLAN_DIFFERS', 'it is planned, and not configured', address)),
    ...stays.flatMap((change) => differing(change, resources.get(change.address), changes, answers)),
    ...[...data.keys()]
      .filter((address) => !answers.has(address))
      .map((address) =>
        refusal('PLAN_DIFFERS', 'it is to be looked up, and the plan has no answer', address),
      ),
    ...plan.answers.flatMap(({ address, type, values }) =>
      answered(address, type, values, data.get(address), input),
    ),
  ];
}

type Block = Readonly<Record<string, unknown>>;
type Changes = ReadonlyMap<string, PlannedChange>;
type LookUpAnswers = ReadonlyMap<string, Block>;
interface Blocks {
  readonly resources: ReadonlyMap<string, Block>;
  readonly data: ReadonlyMap<string, Block>;
}

/** Blocks by address. The bytes were read by the grammar before. */
function blocksOf(configuration: Uint8Array): Blocks {
  const json = JSON.parse(new TextDecoder().decode(configuration)) as unknown;
  const blocks = (member: string, before: string): ReadonlyMap<string, Block> => {
    const types = isRecord(json) && isRecord(json[member]) ? json[member] : {};
    return new Map(
      Object.entries(types).flatMap(([type, named]) =>
        Object.entries(isRecord(named) ? named : {}).map(
          ([name, block]) => [`${before}${type}.${name}`, isRecord(block) ? block : {}] as const,
        ),
      ),
    );
  };
  return { resources: blocks('resource', ''), data: blocks('data', 'data.') };
}

function differing(
  { address, type, grants = {} }: PlannedChange,
  block: Block | undefined,
  changes: Changes,
  answers: LookUpAnswers,
): Refusal[] {
  if (!block) return [];
  const differs = (name: string): Refusal[] => [
    refusal('PLAN_DIFFERS', `\`${name}\` is not what is configured`, address),
  ];
  return (typeIn(RESOURCES, type)?.grants ?? []).flatMap((name) => {
    const planned = grants[name];
    const written = Object.hasOwn(block, name) ? block[name] : undefined;
    if (!planned) return differs(name);
    if (written === undefined) return planned.known && isNothing(planned.value) ? [] : differs(name);
    const reference = typeof written === 'string' ? referenceOf(written) : undefined;
    if (!planned.known) return sameReference(planned.reference, reference) ? [] : differs(name);
    if (reference) return planned.value === valueOf(reference, changes, answers) ? [] : differs(name);
    return sameValue(name, planned.value, written) ? [] : differs(name);
  });
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function sameReference(a: Reference, b: Reference | undefined): boolean {
  return a.address === b?.address && a.attribute === b.attribute;
}

/** What a reference is known to be: what was answered, or what is there and stays. Undefined where nothing can be known. */
function valueOf({ address, attribute }: Reference, changes: Changes, answers: LookUpAnswers): unknown {
  if (address.startsWith('data.')) {
    const value = answers.get(address)?.[attribute];
    return Array.isArray(value) ? (value.length === 1 ? (value[0] as unknown) : undefined) : value;
  }
  const change = changes.get(address);
  return change?.action === 'update' || change?.action === 'no-op' ? change.before?.[attribute] : undefined;
}

/** Blocks are lists of one in a plan, documents may be written otherwise, and lists of users are sets. */
function sameValue(name: string, planned: unknown, written: unknown): boolean {
  if (typeof planned === 'string' && planned === meant(written)) return true;
  return canonicalJson(normal(name, planned)) === canonicalJson(normal(name, meant(written)));
}

function normal(name: string, value: unknown): unknown {
  if (name === 'inline_policy' && typeof value === 'string') return parsed(value);
  if (name === 'users' && Array.isArray(value)) return (value as unknown[]).map(String).sort();
  if (Array.isArray(value)) {
    const members = (value as unknown[]).map((each) => normal(name, each));
    return members.length === 1 ? members[0] : members;
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, normal(key, each)] as const)
      .filter(([, each]) => !isNothing(each)),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What Terraform reads: its marks are escaped where they are meant. */
function meant(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/([$%])\1\{/g, '$1{');
  if (Array.isArray(value)) return (value as unknown[]).map(meant);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, meant(each)]));
}

/** What each look-up asks for, and under which attribute it answers with the id of what it found. */
const LOOK_UPS: Readonly<
  Record<
    string,
    { readonly make: Make<ObjectRef>; readonly id: string; readonly name: (block: Block) => unknown }
  >
> = {
  aws_identitystore_group: {
    make: awsGroup,
    id: 'group_id',
    name: ({ alternate_identifier: by }) =>
      isRecord(by) && isRecord(by['unique_attribute'])
        ? by['unique_attribute']['attribute_value']
        : undefined,
  },
  aws_ssoadmin_permission_set: { make: permissionSet, id: 'arn', name: ({ name }) => name },
  okta_group: { make: oktaGroup, id: 'id', name: ({ name }) => name },
  okta_app: { make: oktaApp, id: 'id', name: ({ label }) => label },
};

/** What answered has to be the declared object of the name: by its native id, since a look-alike has the name as well. */
function answered(
  address: string,
  type: string,
  values: Block,
  block: Block | undefined,
  { natives, source }: DeriveInput,
): Refusal[] {
  if (!block) return [refusal('PLAN_DIFFERS', 'it was looked up, and is not configured', address)];
  const look = typeIn(LOOK_UPS, type);
  if (!look) return [];
  const name = meant(look.name(block));
  const native = values[look.id];
  const meantOne = look.make(typeof name === 'string' ? name : '', source);
  const found = typeof native === 'string' ? natives.objectOf(source, meantOne.kind, native) : undefined;
  if (found && refKey(found) === refKey(meantOne)) return [];
  const what = found
    ? `another object than the \`${String(name)}\` that is declared`
    : 'something that no sweep has seen';
  return [refusal('PLAN_ANSWER', `\`${String(native)}\` answered, which is ${what}`, address)];
}
