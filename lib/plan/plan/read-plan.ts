import { by, sorted } from '../../kernel/index.js';
import { strictJson } from '../json/strict.js';
import { refusal, type Refusal } from '../refusals.js';
import { PROVIDER_SOURCES } from '../types.js';
import { readChange } from './change.js';
import { refuseConfigured } from './configured.js';
import type { DataAnswer, PlanReading } from './reading.js';
import { planShape, type PlanJson } from './shape.js';
import { isRecord } from './unknown.js';
import { refuseBeside } from './whole.js';

/** A plan that was read, or every reason for which it is not carried out. */
export type PlanRead = { readonly plan: PlanReading } | { readonly refusals: readonly Refusal[] };

const MAJOR = '1.';
const TOFU = 'registry.opentofu.org/';

/**
 * Reads `terraform show -json` or `tofu show -json` of a plan file, format 1.x. What the format has and synthesis never makes is refused, all of it
 * at once; what the format does not have yet is ignored, as it asks. Pure; throws nothing.
 */
export function readPlan(bytes: Uint8Array): PlanRead {
  const document = strictJson(bytes);
  if ('refusals' in document) return document;
  const { value } = document;
  const wrong = refuseKind(value);
  if (wrong) return { refusals: [wrong] };
  const parsed = planShape.safeParse(value);
  if (!parsed.success) {
    const refusals = parsed.error.issues.map(({ path, message }) =>
      refusal('PLAN_SHAPE', message, path.map(String).join('.')),
    );
    return { refusals };
  }
  return readShaped(parsed.data);
}

/** Refuses what is another document than a plan of a format that is known. */
function refuseKind(value: unknown): Refusal | undefined {
  if (!isRecord(value)) return refusal('PLAN_SHAPE', 'it is no JSON object');
  const version = value['format_version'];
  if (
    'lineage' in value ||
    ('values' in value && !('resource_changes' in value) && !('configuration' in value))
  )
    return refusal('PLAN_IS_STATE', 'it is a state of Terraform');
  if (typeof version !== 'string') return refusal('PLAN_FORMAT', 'it names no `format_version`');
  if (!version.startsWith(MAJOR) || !/^\d+\.\d+$/.test(version))
    return refusal('PLAN_FORMAT', `its \`format_version\` is \`${version.slice(0, 20)}\`, and 1.x is known`);
  return undefined;
}

function readShaped(plan: PlanJson): PlanRead {
  const tool = toolOf(plan);
  const expressions = new Map(
    (plan.configuration.root_module.resources ?? []).map(({ address, expressions: said }) => [
      address,
      said ?? {},
    ]),
  );
  const changes = (plan.resource_changes ?? []).map((each) =>
    readChange(each, expressions.get(each.address)),
  );
  // What was found changed is not done; it is held to the same types, and gives nothing.
  const drift = (plan.resource_drift ?? []).map((each) => readChange(each, undefined, 'found'));
  const refusals = [
    ...refuseBeside(plan, tool),
    ...refuseConfigured(plan),
    ...repeated((plan.resource_changes ?? []).map(({ address }) => address)),
    ...[...changes, ...drift].flatMap((each) => ('refusals' in each ? each.refusals : [])),
  ];
  if (refusals.length > 0) return { refusals };
  const read = (all: typeof changes) =>
    sorted(
      all.flatMap((each) => ('change' in each ? [each.change] : [])),
      by(({ address }) => address),
    );
  return {
    plan: {
      tool,
      version: plan.terraform_version,
      changes: read(changes),
      drift: read(drift),
      answers: answersOf(plan),
    },
  };
}

function repeated(addresses: readonly string[]): readonly Refusal[] {
  const seen = new Set<string>();
  const twice = new Set(addresses.filter((each) => seen.size === seen.add(each).size));
  return [...twice].map((each) => refusal('PLAN_ADDRESS', `\`${each}\` stands twice`, each));
}

/** By where its providers come from: both tools write their version under one name. */
function toolOf({ configuration, resource_changes: changes }: PlanJson): PlanReading['tool'] {
  const names = [
    ...Object.values(configuration.provider_config ?? {}).map(({ full_name: name }) => name ?? ''),
    ...(changes ?? []).map(({ provider_name: name }) => name),
  ];
  return names.some((name) => name.startsWith(TOFU)) ? 'opentofu' : 'terraform';
}

function answersOf({ prior_state: prior }: PlanJson): readonly DataAnswer[] {
  const known = new Set(Object.values(PROVIDER_SOURCES).flat());
  const answers = (prior?.values?.root_module?.resources ?? []).filter(
    ({ mode, provider_name: provider }) => mode === 'data' && known.has(provider),
  );
  return sorted(
    answers.map(({ address, type, values }) => ({ address, type, values: values ?? {} })),
    by(({ address }) => address),
  );
}
