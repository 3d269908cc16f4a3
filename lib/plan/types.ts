import type { Provider } from '../model/index.js';

/** One type of resource or data source that is synthesized. */
export interface TerraformType {
  readonly provider: Provider;
  /** Attributes that say who gets what, or what it is that they get: each is known, or one plain reference. */
  readonly grants: readonly string[];
}

/**
 * Every resource type that is ever synthesized. Another in a plan stops its shard.
 * Sources: the schemas of hashicorp/aws 5.100 to 6 and okta/okta 4.20 to 6.
 */
export const RESOURCES: Readonly<Record<string, TerraformType>> = {
  aws_identitystore_group: { provider: 'aws', grants: ['display_name', 'identity_store_id'] },
  aws_identitystore_group_membership: {
    provider: 'aws',
    grants: ['group_id', 'identity_store_id', 'member_id'],
  },
  aws_ssoadmin_account_assignment: {
    provider: 'aws',
    grants: [
      'instance_arn',
      'permission_set_arn',
      'principal_id',
      'principal_type',
      'target_id',
      'target_type',
    ],
  },
  aws_ssoadmin_customer_managed_policy_attachment: {
    provider: 'aws',
    grants: ['customer_managed_policy_reference', 'instance_arn', 'permission_set_arn'],
  },
  aws_ssoadmin_managed_policy_attachment: {
    provider: 'aws',
    grants: ['instance_arn', 'managed_policy_arn', 'permission_set_arn'],
  },
  aws_ssoadmin_permission_set: {
    provider: 'aws',
    grants: ['instance_arn', 'name', 'relay_state', 'session_duration'],
  },
  aws_ssoadmin_permission_set_inline_policy: {
    provider: 'aws',
    grants: ['inline_policy', 'instance_arn', 'permission_set_arn'],
  },
  aws_ssoadmin_permissions_boundary_attachment: {
    provider: 'aws',
    grants: ['instance_arn', 'permission_set_arn', 'permissions_boundary'],
  },
  okta_app_group_assignment: { provider: 'okta', grants: ['app_id', 'group_id', 'profile'] },
  okta_app_user: { provider: 'okta', grants: ['app_id', 'profile', 'user_id', 'username'] },
  okta_group: { provider: 'okta', grants: ['name'] },
  okta_group_memberships: { provider: 'okta', grants: ['group_id', 'track_all_users', 'users'] },
};

/** Every data source that is ever synthesized: look-ups, none of which runs anything. */
export const DATA_SOURCES: Readonly<Record<string, Provider>> = {
  aws_identitystore_group: 'aws',
  aws_ssoadmin_instances: 'aws',
  aws_ssoadmin_permission_set: 'aws',
  okta_app: 'okta',
  okta_group: 'okta',
};

/** Where the providers come from, by the registry of each tool. */
export const PROVIDER_SOURCES: Readonly<Record<Provider, readonly string[]>> = {
  aws: ['registry.terraform.io/hashicorp/aws', 'registry.opentofu.org/hashicorp/aws'],
  okta: ['registry.terraform.io/okta/okta', 'registry.opentofu.org/okta/okta'],
};

/** Whether a name is one of a table, and not one that every object has. */
export function typeIn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
