import { refuseSecrets } from '../../lib/synth/terraform/secrets.js';

/** What a provider documents as making a credential that does not expire by itself. */
const SECRETS = [
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
];

it.each(SECRETS)('REQ-083 a stack with a %s is refused, wherever it stands among others', (type) => {
  for (const others of [{}, { aws_identitystore_group: {} }, { zzz: {} }])
    expect(() => refuseSecrets('standing-aws-0', { ...others, [type]: {} })).toThrow(
      expect.objectContaining({ code: 'SECRET_SYNTHESIZED', place: { path: `standing-aws-0/${type}` } }),
    );
});

it('a stack without one is not', () => {
  expect(() =>
    refuseSecrets('standing-aws-0', { aws_identitystore_group: {}, okta_group_memberships: {} }),
  ).not.toThrow();
});
