import type { Provider } from '../../model/index.js';
import {
  either,
  exactly,
  listOf,
  literal,
  named,
  object,
  oneOf,
  reference,
  same,
  text,
  type Form,
} from './forms.js';
import { awsArguments, backendBlock, type StackSettings } from './settings.js';

/** What is written of one provider, and through it. */
export interface ProviderGrammar {
  /** Arguments of the provider itself; credentials come from the environment. */
  readonly provider: Form;
  readonly required: Form;
  readonly resources: Readonly<Record<string, Form>>;
  readonly data: Readonly<Record<string, Form>>;
}

const INSTANCES = 'data.aws_ssoadmin_instances';
const instance = reference('arns', INSTANCES);
const store = reference('identity_store_ids', INSTANCES);
const set = reference('arn', 'aws_ssoadmin_permission_set', 'data.aws_ssoadmin_permission_set');
const group = reference('group_id', 'data.aws_identitystore_group');
const account = text(/^\d{12}$/);
const identityStoreId = text(/^(?:[0-9a-f]{10}-)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/);
const customerManaged = object({ name: literal, path: literal });
const ofSet = { instance_arn: instance, permission_set_arn: set };
const waits = { depends_on: listOf(text(/^aws_ssoadmin_permissions_boundary_attachment\.[a-z][a-z0-9_]*$/)) };
const assignment = { ...ofSet, target_id: account, target_type: exactly('AWS_ACCOUNT') };

const aws: ProviderGrammar = {
  provider: object({}, { region: text(/^[a-z]{2}(?:-[a-z]+)+-\d$/), allowed_account_ids: listOf(account) }),
  required: object({ source: exactly('hashicorp/aws'), version: exactly('>= 5.100.0, < 7.0.0') }),
  resources: {
    aws_identitystore_group: object(
      { display_name: literal, identity_store_id: store },
      { description: literal },
    ),
    aws_identitystore_group_membership: object({
      group_id: group,
      identity_store_id: store,
      member_id: identityStoreId,
    }),
    aws_ssoadmin_account_assignment: either(
      object({ ...assignment, principal_id: group, principal_type: exactly('GROUP') }, waits),
      object({ ...assignment, principal_id: identityStoreId, principal_type: exactly('USER') }),
    ),
    aws_ssoadmin_customer_managed_policy_attachment: object({
      ...ofSet,
      customer_managed_policy_reference: customerManaged,
    }),
    aws_ssoadmin_managed_policy_attachment: object({ ...ofSet, managed_policy_arn: literal }),
    aws_ssoadmin_permission_set: object(
      { instance_arn: instance, name: literal, session_duration: text(/^PT(?:\d+H)?(?:\d+M)?$/) },
      { description: literal },
    ),
    aws_ssoadmin_permission_set_inline_policy: object({ ...ofSet, inline_policy: literal }),
    aws_ssoadmin_permissions_boundary_attachment: object({
      ...ofSet,
      permissions_boundary: either(
        object({ managed_policy_arn: literal }),
        object({ customer_managed_policy_reference: customerManaged }),
      ),
    }),
  },
  data: {
    aws_ssoadmin_instances: object({}),
    aws_identitystore_group: object({
      identity_store_id: store,
      alternate_identifier: object({
        unique_attribute: object({ attribute_path: exactly('DisplayName'), attribute_value: literal }),
      }),
    }),
    aws_ssoadmin_permission_set: object({ instance_arn: instance, name: literal }),
  },
};

const oktaId = text(/^[A-Za-z0-9]{20}$/);
const oktaGroup = reference('id', 'data.okta_group');
const oktaApp = reference('id', 'data.okta_app');

const okta: ProviderGrammar = {
  provider: object({}),
  required: object({ source: exactly('okta/okta'), version: exactly('>= 4.20.0, < 7.0.0') }),
  resources: {
    okta_app_group_assignment: object({ app_id: oktaApp, group_id: oktaGroup }),
    okta_app_user: object({ app_id: oktaApp, user_id: oktaId, username: literal }),
    okta_group: object({ name: literal }, { description: literal }),
    okta_group_memberships: object({
      group_id: oktaGroup,
      users: listOf(oktaId),
      track_all_users: exactly(false),
    }),
  },
  data: { okta_group: object({ name: literal }), okta_app: object({ label: literal }) },
};

const GRAMMARS: Readonly<Record<Provider, ProviderGrammar>> = { aws, okta };

/** The whole of what is written into one stack of a provider, and nothing else. */
export function documentOf(provider: Provider, stack: string, settings?: StackSettings): Form {
  const { provider: any, required, resources, data } = GRAMMARS[provider];
  const said = settings && provider === 'aws' ? same(awsArguments(settings)) : any;
  const { kind = 'local' } = settings?.backend ?? {};
  const block = Object.entries(backendBlock(stack, settings?.backend));
  const types = (forms: Readonly<Record<string, Form>>): Form =>
    object({}, Object.fromEntries(Object.entries(forms).map(([type, form]) => [type, named(form)])));
  return object(
    {
      provider: object({ [provider]: oneProvider(said) }),
      terraform: object({
        ...Object.fromEntries(block.map(([name, value]) => [name, same(value)])),
        required_providers: object({ [provider]: required }),
        required_version: exactly('>= 1.5.0'),
      }),
    },
    {
      '//': object({ metadata: object({ backend: exactly(kind), stackName: exactly(stack) }) }),
      resource: types(resources),
      data: types(data),
    },
  );
}

/** A list of one configuration: a second would be an alias. */
function oneProvider(form: Form): Form {
  return (value, at) =>
    Array.isArray(value) && value.length === 1
      ? form(value[0], `${at}.0`)
      : oneOf('one configuration')(undefined, at);
}
