import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedEndpoint, type AwsConfig, type AwsCredentials, type RequestHandler } from './config.js';
import { limitsOf } from './limits.js';

/** The official clients of the services that the adapters call, on one connection pool. */
export interface AwsClients {
  readonly sso: SSOAdminClient;
  readonly store: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly trail: CloudTrailClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
}

/** What all clients take. */
interface CommonConfig {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: RequestHandler;
  readonly endpoint?: string;
  readonly credentials?: AwsCredentials;
}

/** Makes the clients. */
export function clientsOf(config: AwsConfig): AwsClients {
  const common = commonOf(config);
  return {
    sso: new SSOAdminClient(common),
    store: new IdentitystoreClient(common),
    organizations: new OrganizationsClient(common),
    trail: new CloudTrailClient(common),
    iam: new IAMClient(common),
    sts: new STSClient(common),
  };
}

/** What every client is made with. The SDK tries once: retries are ours, so that each call is limited and counted. */
export function commonOf(config: AwsConfig): CommonConfig {
  const { timeout, concurrency } = limitsOf(config);
  const endpoint = checkedEndpoint(config.endpoint);
  return {
    region: config.region,
    maxAttempts: 1,
    requestHandler:
      config.requestHandler ??
      new NodeHttpHandler({
        connectionTimeout: timeout,
        requestTimeout: timeout,
        throwOnRequestTimeout: true,
        httpAgent: { keepAlive: true, maxSockets: concurrency * 2 },
        httpsAgent: { keepAlive: true, maxSockets: concurrency * 2 },
      }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(config.credentials ? { credentials: config.credentials } : {}),
  };
}
