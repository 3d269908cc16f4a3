import { z } from 'zod';

/**
 * What is read of `terraform show -json` and `tofu show -json`, format 1.x. Keys that are not named here are ignored, as the format asks;
 * `planned_values` is never read, since it has listed resources that were not planned.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
const values = z.record(z.string(), z.unknown());
const mode = z.enum(['managed', 'data']);
const some = z.array(z.unknown());

const change = z.object({
  actions: z.array(z.string()),
  before: values.nullish(),
  after: values.nullish(),
  after_unknown: z.union([values, z.boolean()]).nullish(),
  importing: z.unknown().optional(),
  generated_config: z.unknown().optional(),
});

const resourceChange = z.object({
  address: z.string(),
  previous_address: z.string().nullish(),
  module_address: z.string().nullish(),
  mode,
  type: z.string(),
  name: z.string(),
  index: z.unknown().optional(),
  deposed: z.unknown().optional(),
  provider_name: z.string(),
  change,
});

const configured = z.object({
  address: z.string(),
  mode,
  type: z.string(),
  name: z.string(),
  provider_config_key: z.string(),
  expressions: values.nullish(),
  provisioners: z.unknown().optional(),
  count_expression: z.unknown().optional(),
  for_each_expression: z.unknown().optional(),
});

const answered = z.object({
  address: z.string(),
  mode,
  type: z.string(),
  name: z.string(),
  provider_name: z.string(),
  values: values.nullish(),
});

export const planShape = z.object({
  format_version: z.string(),
  terraform_version: z.string(),
  errored: z.boolean().nullish(),
  complete: z.boolean().nullish(),
  applyable: z.boolean().nullish(),
  timestamp: z.string().nullish(),
  variables: values.nullish(),
  output_changes: values.nullish(),
  checks: some.nullish(),
  deferred_changes: some.nullish(),
  action_invocations: some.nullish(),
  deferred_action_invocations: some.nullish(),
  resource_changes: z.array(resourceChange).nullish(),
  resource_drift: z.array(resourceChange).nullish(),
  prior_state: z
    .object({
      values: z
        .object({
          outputs: values.nullish(),
          root_module: z
            .object({ resources: z.array(answered).nullish(), child_modules: some.nullish() })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
  configuration: z.object({
    provider_config: z
      .record(
        z.string(),
        z.object({
          name: z.string(),
          full_name: z.string().nullish(),
          alias: z.string().nullish(),
          module_address: z.string().nullish(),
          expressions: values.nullish(),
        }),
      )
      .nullish(),
    root_module: z.object({
      outputs: values.nullish(),
      variables: values.nullish(),
      module_calls: values.nullish(),
      actions: some.nullish(),
      resources: z.array(configured).nullish(),
    }),
  }),
});

/** A plan as its JSON says it. */
export type PlanJson = z.infer<typeof planShape>;
/** One change of it, or one thing that was found changed. */
export type ResourceChangeJson = z.infer<typeof resourceChange>;
/** One resource or data source as it is configured. */
export type ConfiguredJson = z.infer<typeof configured>;
