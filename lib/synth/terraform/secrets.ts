import { WritError } from '../../kernel/index.js';

/** Resource types that make a long-lived secret. None is ever synthesized. */
export const SECRET_RESOURCES: ReadonlySet<string> = new Set([
  'aws_iam_access_key',
  'aws_iam_service_specific_credential',
  'aws_iam_user_login_profile',
  'aws_iam_user_ssh_key',
  'aws_key_pair',
  'aws_secretsmanager_secret_version',
  'aws_ssm_parameter',
  'okta_api_token',
  'okta_app_oauth_api_scope',
  'okta_app_access_token',
  'okta_user',
  'random_password',
  'tls_private_key',
]);

/** Refuses a stack that would make a long-lived secret. Throws SECRET_SYNTHESIZED. */
export function refuseSecrets(stack: string, resources: Readonly<Record<string, unknown>>): void {
  const type = Object.keys(resources)
    .sort()
    .find((each) => SECRET_RESOURCES.has(each));
  if (type === undefined) return;
  throw new WritError(
    'SECRET_SYNTHESIZED',
    `stack \`${stack}\` has a \`${type}\`, which is a long-lived secret`,
    {
      place: { path: `${stack}/${type}` },
      remedy: 'use a federated or short-lived credential instead',
    },
  );
}
