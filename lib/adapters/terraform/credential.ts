import { messageOf, WritError } from '../../kernel/index.js';
import type { AwsCredentials } from '../aws/config.js';
import { readTextFile } from '../files/text.js';

/** Where the one AWS credential comes from. */
export type CredentialSource =
  /** Names of environment variables. */
  | {
      readonly env: {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly sessionToken?: string;
      };
    }
  /** A profile of the AWS configuration of this machine. */
  | { readonly profile: string }
  /** A role, by a token that an OIDC issuer wrote into a file. */
  | { readonly webIdentity: { readonly roleArn: string; readonly tokenFile: string } };

/** The names that everybody knows. */
export const USUAL: CredentialSource = {
  env: {
    accessKeyId: 'AWS_ACCESS_KEY_ID',
    secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
    sessionToken: 'AWS_SESSION_TOKEN',
  },
};

/**
 * The keys of the one credential. They are resolved here and not by the program, so that STS answers for the very keys that it gets, and no file of the
 * machine can bring an endpoint or a role of its own. Throws TERRAFORM_CREDENTIAL.
 */
export async function resolveCredential(
  source: CredentialSource,
  env: Readonly<Record<string, string | undefined>>,
  region: string,
): Promise<AwsCredentials> {
  if ('env' in source) return fromEnvironment(source.env, env);
  const what =
    'profile' in source ? `profile \`${source.profile}\`` : `role \`${source.webIdentity.roleArn}\``;
  try {
    const keys =
      'profile' in source
        ? await ofProfile(source.profile, region)
        : await ofToken(source.webIdentity, region);
    if (keys) return keys;
  } catch (cause) {
    throw missing(`the credential of ${what} is not to be had: ${messageOf(cause)}`, cause);
  }
  throw missing(`the credential of ${what} is not to be had`);
}

function fromEnvironment(
  names: Extract<CredentialSource, { env: object }>['env'],
  env: Readonly<Record<string, string | undefined>>,
): AwsCredentials {
  const accessKeyId = env[names.accessKeyId];
  const secretAccessKey = env[names.secretAccessKey];
  const sessionToken = names.sessionToken === undefined ? undefined : env[names.sessionToken];
  if (accessKeyId && secretAccessKey)
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  const absent = [names.accessKeyId, names.secretAccessKey].filter((name) => !env[name]);
  throw missing(`the environment has no ${absent.map((name) => `\`${name}\``).join(' and no ')}`);
}

async function ofProfile(profile: string, region: string): Promise<AwsCredentials> {
  const { STSClient } = await import('@aws-sdk/client-sts');
  return new STSClient({ region, profile }).config.credentials();
}

async function ofToken(
  { roleArn, tokenFile }: { readonly roleArn: string; readonly tokenFile: string },
  region: string,
): Promise<AwsCredentials | undefined> {
  const { AssumeRoleWithWebIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const token = (await readTextFile(tokenFile, 64 * 1024)).trim();
  const { Credentials: keys } = await new STSClient({ region }).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn,
      RoleSessionName: 'writ-plan',
      WebIdentityToken: token,
    }),
  );
  if (!keys?.AccessKeyId || !keys.SecretAccessKey) return undefined;
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    ...(keys.SessionToken ? { sessionToken: keys.SessionToken } : {}),
  };
}

function missing(message: string, cause?: unknown): WritError {
  return new WritError('TERRAFORM_CREDENTIAL', message, {
    ...(cause === undefined ? {} : { cause }),
    remedy: 'name where it comes from in `terraform.credentials`, and sign in or export it there',
  });
}

/** A credential as AWS's providers read it from their environment. */
export function awsEnvironment(keys: AwsCredentials, endpoint: string | undefined): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken ? { AWS_SESSION_TOKEN: keys.sessionToken } : {}),
    ...(endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint }),
  };
}
