import type { Provider } from '../../model/index.js';
import { refusal, type Refusal } from '../refusals.js';
import { DATA_SOURCES, PROVIDER_SOURCES, RESOURCES, typeIn } from '../types.js';
import type { ConfiguredJson, PlanJson } from './shape.js';

/** Refuses what the configuration inside a plan has and synthesis never writes. */
export function refuseConfigured({ configuration }: PlanJson): readonly Refusal[] {
  const providers = Object.entries(configuration.provider_config ?? {}).flatMap(([key, said]) =>
    refuseProvider(key, said),
  );
  return [...providers, ...(configuration.root_module.resources ?? []).flatMap(refuseResource)];
}

type ProviderSaid = NonNullable<PlanJson['configuration']['provider_config']>[string];

function refuseProvider(
  key: string,
  { name, full_name: source, alias, module_address: module }: ProviderSaid,
): Refusal[] {
  const sources = typeIn<readonly string[]>(PROVIDER_SOURCES, name);
  if (!sources || key !== name || alias != null || module != null)
    return [
      refusal('PLAN_PROVIDER', `\`${key}\` is no configuration of a provider that is synthesized`, key),
    ];
  if (source != null && !sources.includes(source))
    return [refusal('PLAN_PROVIDER', `\`${name}\` comes from \`${source}\``, key)];
  return [];
}

function refuseResource(resource: ConfiguredJson): Refusal[] {
  const { address, mode, type, provider_config_key: key } = resource;
  const provider = providerOf(mode, type);
  if (provider === undefined) return [refusal('PLAN_TYPE', `\`${type}\` is never synthesized`, address)];
  const refusals: Refusal[] = [];
  if (key !== provider) refusals.push(refusal('PLAN_PROVIDER', `it goes through \`${key}\``, address));
  if (isThere(resource.provisioners))
    refusals.push(refusal('PLAN_PROVISIONS', 'it has a provisioner', address));
  if (isThere(resource.count_expression) || isThere(resource.for_each_expression))
    refusals.push(refusal('PLAN_ADDRESS', 'it is one of many, by `count` or `for_each`', address));
  return refusals;
}

/** The provider of a type that is synthesized in this mode. */
export function providerOf(mode: 'managed' | 'data', type: string): Provider | undefined {
  return mode === 'data' ? typeIn(DATA_SOURCES, type) : typeIn(RESOURCES, type)?.provider;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
