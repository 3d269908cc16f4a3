import { resolve } from 'node:path';
import type { SandboxFile } from '../../sandbox/client/index.js';
import type { FeedFiles } from '../adapters/files/feeds.js';
import type { AwsLimits } from '../adapters/aws/index.js';
import type { Revoker } from '../drift/index.js';
import type { AuditSource, InventorySource } from '../inventory/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import {
  parseInstant,
  systemClock,
  toWritError,
  WritError,
  type Clock,
  type Instant,
} from '../kernel/index.js';
import type { AwsSourceConfig, OktaSourceConfig, SourcesConfig } from './config.js';
import type { Io } from './io.js';
import type { SandboxCall, WorldCall } from './options.js';
import { readSandboxFile, sandboxClock } from './sandbox.js';

/** The live world that this call talks to: what can be swept, taken away from and asked for its log. */
export interface LiveWorld {
  /** The real time of this world: the machine's, or the sandbox's own. */
  readonly clock: Clock;
  /** The instant of --at, when one is given: judged at, and never written. */
  readonly at?: Instant;
  readonly sources: readonly InventorySource[];
  readonly revokers: readonly Revoker[];
  readonly audits: readonly AuditSource[];
  /** Whose AWS credential acts, as STS says it. */
  caller(signal: AbortSignal): Promise<CallerIdentity>;
}

/** What STS says of the credential: its ARN, why it does not say, or that there is no AWS here. */
export type CallerIdentity =
  | { readonly state: 'told'; readonly arn: string }
  | { readonly state: 'unknown'; readonly why: string }
  | { readonly state: 'none' };

interface Adapters {
  readonly source: InventorySource;
  readonly revoker: Revoker;
  readonly audit: AuditSource;
  readonly identity?: (signal: AbortSignal) => Promise<{ readonly arn: string }>;
}

/** Where to reach the sources, and with what. */
interface AdapterProps {
  readonly clock: Clock;
  readonly aws?: AwsSourceConfig & {
    readonly credentials?: { accessKeyId: string; secretAccessKey: string };
  };
  readonly okta?: Pick<OktaSourceConfig, 'orgUrl' | 'pushAppId' | 'limits'> & { readonly token: string };
}

/** A sandbox that holds no limits is worked as hard as a laptop answers. */
const QUICK_AWS: Partial<AwsLimits> = {
  perSecond: 1000,
  organizationsPerSecond: 1000,
  lookupPerSecond: 1000,
  iamPerSecond: 1000,
  attempts: 3,
  firstWait: 50,
  writePoll: 100,
};

/** It counts what is left of a limit down and never refuses. */
const QUICK_OKTA = { reserve: 0 };

/** Builds the adapters of this call: of the running sandbox with --sandbox, else of the sources given. */
export async function openWorld(call: WorldCall, sources: SourcesConfig): Promise<LiveWorld> {
  const reach = wantsSandbox(call) ? await sandboxReach(call) : configuredReach(call.io, sources);
  const adapters = [...(await oktaOf(reach)), ...(await awsOf(reach))];
  const { at } = call.options;
  return {
    clock: reach.clock,
    ...(at === undefined ? {} : { at: parseInstant(at) }),
    sources: adapters.map((adapter) => adapter.source),
    revokers: adapters.map((adapter) => adapter.revoker),
    audits: adapters.map((adapter) => adapter.audit),
    caller: (signal) => callerOf(adapters, signal),
  };
}

/** Whether this call is for the sandbox: by option, or by a WRIT_SANDBOX that is not empty. */
export function wantsSandbox(call: SandboxCall): boolean {
  return call.options.sandbox === true || Boolean(call.io.env['WRIT_SANDBOX']);
}

/** The identity snapshot of two feeds, each with its manifest beside it as <name>.manifest.json. */
export async function identityOf(
  hr: string,
  directory: string,
  at: Instant,
  io: Io,
): Promise<IdentitySnapshot> {
  const { readIdentity } = await import('../adapters/feeds/read.js');
  const beside = (data: string): FeedFiles => ({
    data: resolve(io.cwd, data),
    manifest: resolve(io.cwd, data.replace(/\.csv$/i, '') + '.manifest.json'),
  });
  return readIdentity({ hr: beside(hr), directory: beside(directory) }, at);
}

async function sandboxReach(call: WorldCall): Promise<AdapterProps> {
  const file = await readSandboxFile(call.io);
  const { aws, okta } = file;
  const { instance: instanceArn } = call.options;
  return {
    clock: await sandboxClock(file),
    aws: {
      region: aws.region,
      endpoint: aws.url,
      ...(instanceArn === undefined ? {} : { instanceArn }),
      ...(file.limits ? {} : { limits: QUICK_AWS }),
      credentials: credentialsOf(call.io, file),
    },
    okta: { orgUrl: okta.url, token: okta.token, ...(file.limits ? {} : { limits: QUICK_OKTA }) },
  };
}

/** The sandbox takes any key; the one in the file is the keeper's. The environment can name another, as a person would. */
function credentialsOf(io: Io, { aws }: SandboxFile): { accessKeyId: string; secretAccessKey: string } {
  const accessKeyId = io.env['WRIT_SANDBOX_ACCESS_KEY_ID'] ?? aws.accessKeyId;
  return { accessKeyId, secretAccessKey: aws.secretAccessKey };
}

function configuredReach(io: Io, sources: SourcesConfig): AdapterProps {
  const { aws, okta } = sources;
  return {
    clock: systemClock,
    ...(aws ? { aws } : {}),
    ...(okta ? { okta: { ...withoutTokenEnv(okta), token: tokenOf(io, okta) } } : {}),
  };
}

function withoutTokenEnv({ tokenEnv: _, ...okta }: OktaSourceConfig): Omit<OktaSourceConfig, 'tokenEnv'> {
  return okta;
}

function tokenOf(io: Io, okta: OktaSourceConfig): string {
  const name = okta.tokenEnv ?? 'OKTA_API_TOKEN';
  const token = io.env[name];
  if (token) return token;
  throw new WritError('CONFIG_INVALID', `the environment has no \`${name}\``, {
    remedy: `export ${name} with an API token of a read-only administrator (for revert: one that may remove members)`,
  });
}

async function awsOf(reach: AdapterProps): Promise<Adapters[]> {
  if (!reach.aws) return [];
  const { awsAdapters } = await import('../adapters/aws/index.js');
  return [awsAdapters({ ...reach.aws, clock: reach.clock })];
}

async function oktaOf(reach: AdapterProps): Promise<Adapters[]> {
  if (!reach.okta) return [];
  const { oktaAdapters } = await import('../adapters/okta/index.js');
  return [oktaAdapters({ ...reach.okta, clock: reach.clock })];
}

async function callerOf(adapters: readonly Adapters[], signal: AbortSignal): Promise<CallerIdentity> {
  const identity = adapters.find((adapter) => adapter.identity)?.identity;
  if (!identity) return { state: 'none' };
  try {
    return { state: 'told', arn: (await identity(signal)).arn };
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      state: 'unknown',
      why: `STS does not say whose credential this is (${toWritError(error).code})`,
    };
  }
}
