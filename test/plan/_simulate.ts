import { canonicalJson, digest } from '../../lib/kernel/index.js';
import {
  awsGroup,
  oktaApp,
  oktaGroup,
  permissionSet,
  refKey,
  type ObjectRef,
} from '../../lib/model/index.js';
import type { Synthesis } from '../../lib/synth/index.js';
import { bytesOf } from './_plan.js';

/**
 * What Terraform would say of planning a stack whose state is what another synthesis put there: a small pure stand-in, for plans of many manifests and of Okta, whose provider
 * is not on the machine. test/plan/simulate.test.ts holds it against plans that the real one made.
 */
export function simulated(before: Synthesis | undefined, after: Synthesis, stack: string): Plan {
  const configured = configOf(after.stacks.get(stack));
  const state = new Map<string, Values>();
  const was = configOf(before?.stacks.get(stack));
  for (const [address, block] of was.resources)
    state.set(address, { ...valuesOf(block, address, was, () => true), ...madeOf(address, block) });
  const isThere = (address: string): boolean => state.has(address);
  const changes = [...new Set([...state.keys(), ...configured.resources.keys()])].sort().map((address) => {
    const old = state.get(address) ?? null;
    const block = configured.resources.get(address);
    const values = block ? valuesOf(block, address, configured, isThere) : null;
    return changeOf(address, configured.provider, old, values);
  });
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes,
    prior_state: {
      format_version: '1.0',
      terraform_version: '1.11.4',
      values: {
        root_module: {
          resources: [...configured.data].map(([address, block]) => {
            const [, type = '', name = ''] = address.split('.');
            return {
              address,
              mode: 'data',
              type,
              name,
              provider_name: configured.source,
              values: answerOf(type, block),
            };
          }),
        },
      },
    },
    configuration: {
      provider_config: { [configured.provider]: { name: configured.provider, full_name: configured.source } },
      root_module: {
        resources: [...configured.resources, ...configured.data].map(([address, block]) => ({
          address,
          mode: address.startsWith('data.') ? 'data' : 'managed',
          type: address.split('.').at(-2),
          name: address.split('.').at(-1),
          provider_config_key: configured.provider,
          expressions: Object.fromEntries(
            Object.entries(block).map(([name, value]) => [name, { constant_value: value }]),
          ),
        })),
      },
    },
    timestamp: '2026-11-20T09:00:00Z',
    applyable: true,
    complete: true,
    errored: false,
  };
}

export const planBytes = (plan: Plan): Uint8Array => bytesOf(JSON.stringify(plan));

export interface Plan {
  readonly [member: string]: unknown;
  readonly resource_changes: readonly SimulatedChange[];
}
type Values = Readonly<Record<string, unknown>>;
export interface SimulatedChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    readonly after_unknown: Values;
  };
}

interface Config {
  readonly provider: string;
  readonly source: string;
  readonly resources: ReadonlyMap<string, Values>;
  readonly data: ReadonlyMap<string, Values>;
}

function configOf(text = '{}'): Config {
  const json = JSON.parse(text) as {
    provider?: Values;
    resource?: Record<string, Record<string, Values>>;
    data?: Record<string, Record<string, Values>>;
  };
  const [provider = 'aws'] = Object.keys(json.provider ?? {});
  const blocks = (types: Record<string, Record<string, Values>> = {}, before = '') =>
    new Map(
      Object.entries(types).flatMap(([type, named]) =>
        Object.entries(named).map(([name, block]) => [`${before}${type}.${name}`, block] as const),
      ),
    );
  const owner = provider === 'aws' ? 'hashicorp' : 'okta';
  return {
    provider,
    source: `registry.terraform.io/${owner}/${provider}`,
    resources: blocks(json.resource),
    data: blocks(json.data, 'data.'),
  };
}

const UNKNOWN = Symbol('unknown');
const INSTANCE = 'arn:aws:sso:::instance/ssoins-7223e1f2a4b5c6d7';

/** The native id that every object has in a simulated world. */
export function nativeOf(ref: ObjectRef): string {
  const hex = digest(refKey(ref)).slice('sha256:'.length);
  if (ref.kind === 'aws.permission-set')
    return `arn:aws:sso:::permissionSet/ssoins-7223e1f2a4b5c6d7/ps-${hex.slice(0, 16)}`;
  if (ref.kind === 'aws.group')
    return `9067f0e1a2-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  return `${ref.kind === 'okta.app' ? '0oa' : '00g'}${hex.slice(0, 17)}`;
}

function answerOf(type: string, block: Values): Values {
  if (type === 'aws_ssoadmin_instances') return { arns: [INSTANCE], identity_store_ids: ['d-9067f0e1a2'] };
  const text = canonicalJson(block);
  const name = plain(/"(?:attribute_value|name|label)":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '""');
  const native = nativeOf(REF[type]?.(JSON.parse(name) as string) ?? awsGroup(''));
  return type === 'aws_identitystore_group'
    ? { group_id: native }
    : type.startsWith('okta')
      ? { id: native }
      : { arn: native };
}

const REF: Readonly<Record<string, (name: string) => ObjectRef>> = {
  aws_identitystore_group: awsGroup,
  aws_ssoadmin_permission_set: permissionSet,
  okta_group: oktaGroup,
  okta_app: oktaApp,
};

const plain = (text: string): string => text.replaceAll(/([$%])\1\{/g, '$1{');

function madeOf(address: string, block: Values): Values {
  const [type = ''] = address.split('.');
  const native = nativeOf(
    REF[type]?.(plain(JSON.parse(JSON.stringify(block['display_name'] ?? block['name'] ?? '')) as string)) ??
      awsGroup(''),
  );
  if (type === 'aws_ssoadmin_permission_set') return { arn: native, id: native };
  if (type === 'aws_identitystore_group') return { group_id: native, id: native };
  return { id: type === 'okta_group' ? native : address };
}

function valuesOf(
  block: Values,
  address: string,
  config: Config,
  isThere: (address: string) => boolean,
): Values {
  const [type = ''] = address.split('.');
  return {
    ...(type === 'aws_ssoadmin_permission_set' ? { relay_state: isThere(address) ? '' : null } : {}),
    ...Object.fromEntries(
      Object.entries(block)
        .filter(([name]) => name !== 'depends_on')
        .map(([name, value]) => [name, resolved(value, config, isThere)]),
    ),
  };
}

function resolved(value: unknown, config: Config, isThere: (address: string) => boolean): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((each) => resolved(each, config, isThere));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, each]) => [name, resolved(each, config, isThere)] as const,
    );
    return [Object.fromEntries(members)];
  }
  if (typeof value !== 'string') return value;
  const [, list, address = '', attribute = ''] =
    /^\$\{(tolist\()?((?:data\.)?\w+\.\w+)\.(\w+)\)?(?:\[0\])?\}$/.exec(value) ?? [];
  if (address === '') return plain(value);
  const looked = config.data.get(address);
  if (looked) {
    const answer = answerOf(address.split('.')[1] ?? '', looked)[attribute];
    return list === undefined ? answer : (answer as unknown[])[0];
  }
  return isThere(address) ? madeOf(address, config.resources.get(address) ?? {})[attribute] : UNKNOWN;
}

/** Attributes that providers can change in place; every other one makes another resource. */
const IN_PLACE = new Set([
  'session_duration',
  'inline_policy',
  'description',
  'users',
  'relay_state',
  'profile',
]);
const COMPUTED = ['id', 'arn', 'group_id'];

function changeOf(
  address: string,
  provider: string,
  old: Values | null,
  values: Values | null,
): SimulatedChange & Values {
  const [type = '', name = ''] = address.split('.');
  const unknown = Object.keys(values ?? {}).filter((each) => values?.[each] === UNKNOWN);
  const known = values && Object.fromEntries(Object.entries(values).filter(([, each]) => each !== UNKNOWN));
  const kept = Object.fromEntries(
    COMPUTED.filter((each) => old && each in old && !(known && each in known)).map((each) => [
      each,
      old?.[each],
    ]),
  );
  const differs = [...new Set([...Object.keys(old ?? {}), ...Object.keys(values ?? {})])].filter(
    (each) =>
      !(each in kept) &&
      canonicalJson(old?.[each] ?? null) !==
        canonicalJson(unknown.includes(each) ? 'unknown' : (known?.[each] ?? null)),
  );
  const isAnew = differs.some((each) => !IN_PLACE.has(each));
  const actions = !old
    ? ['create']
    : !known
      ? ['delete']
      : differs.length === 0
        ? ['no-op']
        : isAnew
          ? ['delete', 'create']
          : ['update'];
  const isMade = actions.includes('create');
  return {
    address,
    mode: 'managed',
    type,
    name,
    provider_name: `registry.terraform.io/${provider === 'aws' ? 'hashicorp' : 'okta'}/${provider}`,
    change: {
      actions,
      before: old,
      after: known && (isMade ? known : { ...kept, ...known }),
      after_unknown: Object.fromEntries([...unknown, ...(isMade ? ['id'] : [])].map((each) => [each, true])),
    },
  };
}
