import { readFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import {
  awsEnvironment,
  findBinary,
  refuseInherited,
  resolveCredential,
  TerraformProcess,
  USUAL,
  type Backend,
  type CredentialSource,
} from '../adapters/terraform/index.js';
import type { RunBound, Terraform } from '../apply/index.js';
import { systemClock, WritError } from '../kernel/index.js';
import type { Provider } from '../model/index.js';
import type { BackendConfig, TerraformConfig } from './config.js';
import { pathIn, type LoadedConfig } from './load-config.js';
import type { SandboxCall } from './options.js';
import { readSandboxFile, sandboxPath } from './sandbox.js';
import { sandboxStates } from './sandbox-states.js';
import { wantsSandbox } from './world.js';

/** Terraform as this call runs it, and who it is. */
export interface OpenedTerraform {
  readonly terraform: Terraform;
  readonly bound: Readonly<Record<Provider, Omit<RunBound, 'manifest' | 'tool'>>>;
  close(): Promise<void>;
}

/** What a provider is given, and who that makes it. */
interface ProviderReach {
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly bound: Omit<RunBound, 'manifest' | 'tool'>;
}

const NOBODY: ProviderReach = { env: {}, secrets: [], bound: { credential: { account: 'none' } } };
const MINUTE = 60_000;
const TIMEOUT = 20 * MINUTE;
const PATIENCE = MINUTE;

/**
 * Opens Terraform for some providers: only of those a credential is asked for. Throws TERRAFORM_ENVIRONMENT, TERRAFORM_MISSING, TERRAFORM_CREDENTIAL,
 * TERRAFORM_ACCOUNT, CONFIG_INVALID.
 */
export async function openTerraform(
  call: SandboxCall,
  loaded: LoadedConfig,
  providers: ReadonlySet<Provider>,
): Promise<OpenedTerraform> {
  const { io, signal } = call;
  refuseInherited(io.env);
  const config: TerraformConfig = loaded.config.terraform ?? {};
  const at = (path: string): string => pathIn(loaded, path);
  const binary = await findBinary(config.binary && at(config.binary), io.env['PATH']);
  const backend = backendOf(call, loaded, config.backend);
  const aws = providers.has('aws') ? await awsReached(call, loaded) : NOBODY;
  const okta = providers.has('okta') ? await oktaReached(call, loaded) : NOBODY;
  const terraform = await TerraformProcess.open({
    binary,
    backend,
    locks: await locksOf(config, at),
    provider: { aws: aws.env, okta: okta.env },
    secrets: [...aws.secrets, ...okta.secrets, ...(backend.kind === 'cloud' ? [backend.token] : [])],
    ...(config.mirror === undefined ? {} : { mirror: at(config.mirror) }),
    ...(config.caBundle === undefined ? {} : { caBundle: at(config.caBundle) }),
    ...(config.proxy === undefined ? {} : { proxy: config.proxy }),
    timeout: config.timeout ?? TIMEOUT,
    patience: PATIENCE,
    signal,
  });
  return { terraform, bound: { aws: aws.bound, okta: okta.bound }, close: () => terraform.close() };
}

/** Where it is remembered which states were seen; a sandbox's go with its world. */
export function stateMemory(call: SandboxCall, plans: string): string {
  return wantsSandbox(call)
    ? join(sandboxStates(sandboxPath(call.io)), 'seen')
    : join(dirname(plans), 'states-seen');
}

async function locksOf(
  { lock = {} }: TerraformConfig,
  at: (path: string) => string,
): Promise<Partial<Record<Provider, Uint8Array>>> {
  const read = async (path: string): Promise<Uint8Array> => {
    try {
      return await readFile(at(path));
    } catch (cause) {
      throw new WritError('CONFIG_INVALID', `the lock file \`${path}\` cannot be read`, {
        cause,
        place: { path: 'terraform.lock' },
        remedy: 'make it with `terraform providers lock`, and have it reviewed',
      });
    }
  };
  return {
    ...(lock.aws === undefined ? {} : { aws: await read(lock.aws) }),
    ...(lock.okta === undefined ? {} : { okta: await read(lock.okta) }),
  };
}

function backendOf(
  call: SandboxCall,
  loaded: LoadedConfig,
  said: BackendConfig = { local: '.writ/state' },
): Backend {
  if ('local' in said) {
    const folder = wantsSandbox(call) ? sandboxStates(sandboxPath(call.io)) : pathIn(loaded, said.local);
    refuseInside(folder, pathIn(loaded, loaded.config.out ?? 'cdktf.out'));
    return { kind: 'local', folder };
  }
  if (wantsSandbox(call))
    throw new WritError(
      'CONFIG_INVALID',
      'the states of a sandbox lie on disk, and `terraform.backend` is elsewhere',
      {
        place: { path: 'terraform.backend' },
        remedy: 'synthesize and plan with a configuration whose backend is `local`',
      },
    );
  if ('s3' in said) return { kind: 's3', ...said.s3 };
  const { hostname, prefix, tokenEnv = 'WRIT_HCP_TOKEN' } = said.cloud;
  const token = call.io.env[tokenEnv];
  if (!token)
    throw new WritError('TERRAFORM_CREDENTIAL', `the environment has no \`${tokenEnv}\``, {
      remedy: `export ${tokenEnv} with a token of HCP Terraform, or name another in \`terraform.backend\``,
    });
  return {
    kind: 'cloud',
    token,
    ...(hostname === undefined ? {} : { hostname }),
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** What synthesis publishes is handed on as an artifact, and states are not. */
function refuseInside(folder: string, out: string): void {
  if (!`${resolve(folder)}${sep}`.startsWith(`${resolve(out)}${sep}`)) return;
  throw new WritError('CONFIG_INVALID', `the states would lie in the output folder \`${out}\``, {
    place: { path: 'terraform.backend' },
    remedy: 'name a folder outside of `out`',
  });
}

async function awsReached(call: SandboxCall, loaded: LoadedConfig): Promise<ProviderReach> {
  const { aws } = loaded.config.sources;
  if (!aws)
    throw new WritError('CONFIG_INVALID', 'stacks of AWS are to be planned, and `sources.aws` is absent', {
      place: { path: 'sources.aws' },
      remedy: 'say in the configuration which Region and account it is',
    });
  const sandbox = wantsSandbox(call) ? (await readSandboxFile(call.io)).aws : undefined;
  const endpoint = sandbox?.url ?? aws.endpoint;
  const source = withPaths(loaded.config.terraform?.credentials ?? USUAL, loaded);
  const keys = sandbox ?? (await resolveCredential(source, call.io.env, aws.region));
  const { accessKeyId, secretAccessKey } = keys;
  const sessionToken = 'sessionToken' in keys ? keys.sessionToken : undefined;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  const { awsAdapters } = await import('../adapters/aws/index.js');
  const adapters = awsAdapters({
    region: aws.region,
    clock: systemClock,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  const who = await adapters.identity(call.signal);
  if (aws.account !== undefined && who.account !== aws.account)
    throw new WritError(
      'TERRAFORM_ACCOUNT',
      `the credential is of account \`${who.account}\`, and \`${aws.account}\` is configured`,
      {
        remedy: 'use the credential of `sources.aws.account`, or have that changed as governance',
      },
    );
  return {
    env: awsEnvironment(credentials, endpoint),
    secrets: [secretAccessKey, ...(sessionToken ? [sessionToken] : [])].filter((each) => each !== 'sandbox'),
    bound: {
      credential: { account: who.account, region: aws.region, identity: who.actor },
      ...(endpoint === undefined ? {} : { endpoint }),
    },
  };
}

function withPaths(source: CredentialSource, loaded: LoadedConfig): CredentialSource {
  if (!('webIdentity' in source)) return source;
  const { roleArn, tokenFile } = source.webIdentity;
  return { webIdentity: { roleArn, tokenFile: pathIn(loaded, tokenFile) } };
}

async function oktaReached(call: SandboxCall, loaded: LoadedConfig): Promise<ProviderReach> {
  const { okta } = loaded.config.sources;
  if (!okta)
    throw new WritError('CONFIG_INVALID', 'stacks of Okta are to be planned, and `sources.okta` is absent', {
      place: { path: 'sources.okta' },
      remedy: 'say in the configuration which organization it is',
    });
  const { hostname } = new URL(okta.orgUrl);
  const [org = '', ...base] = hostname.split('.');
  const env = { OKTA_ORG_NAME: org, OKTA_BASE_URL: base.join('.') };
  const bound = { credential: { account: hostname } };
  if (wantsSandbox(call)) {
    const { url, token } = (await readSandboxFile(call.io)).okta;
    return {
      env: { ...env, OKTA_API_TOKEN: token, OKTA_HTTP_PROXY: url },
      secrets: [],
      bound: { ...bound, endpoint: url },
    };
  }
  const name = okta.tokenEnv ?? 'OKTA_API_TOKEN';
  const token = call.io.env[name];
  if (token) return { env: { ...env, OKTA_API_TOKEN: token }, secrets: [token], bound };
  throw new WritError('TERRAFORM_CREDENTIAL', `the environment has no \`${name}\``, {
    remedy: `export ${name}, or plan with \`--provider aws\``,
  });
}
