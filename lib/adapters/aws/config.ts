import type { SSOAdminClientConfig } from '@aws-sdk/client-sso-admin';
import { WritError, type Clock } from '../../kernel/index.js';
import type { SourceId } from '../../model/index.js';
import type { AwsLimits } from './limits.js';

/** How the AWS adapters reach one Identity Center instance. */
export interface AwsConfig {
  /** @default - `aws` */
  readonly source?: SourceId;
  /** The region of the Identity Center instance. */
  readonly region: string;
  /** Base URL of all services, https or loopback http. @default - AWS's own */
  readonly endpoint?: string;
  /** @default - the SDK's provider chain: environment, profile, web identity, instance role */
  readonly credentials?: AwsCredentials;
  /** Needed where the credential sees several instances. @default - the one that is listed */
  readonly instanceArn?: string;
  /**
   * Whether the texts of the AWS managed policies in use are read (`iam:GetPolicy`, `iam:GetPolicyVersion`). One that AWS does
   * not give is told, and judged by what AWS had published. @default true
   */
  readonly livePolicies?: boolean;
  readonly clock: Clock;
  /** Replaces the network: an SDK request handler. @default - HTTP over sockets */
  readonly requestHandler?: RequestHandler;
  readonly limits?: Partial<AwsLimits>;
}

/** Static keys instead of the provider chain: for the sandbox and for tests. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** An SDK request handler, as the clients take it. */
export type RequestHandler = NonNullable<SSOAdminClientConfig['requestHandler']>;

/** Refuses an endpoint that would carry signed requests in clear over a network. Throws CONFIG_INVALID. */
export function checkedEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const loopback = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return endpoint;
  throw new WritError('CONFIG_INVALID', `the AWS endpoint \`${endpoint}\` is not https`, {
    remedy: 'use an https URL; plain http is for the loopback interface only',
  });
}
