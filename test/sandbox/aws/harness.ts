import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient } from '@aws-sdk/client-sts';
import { awsHandler } from '../../../sandbox/aws/handler.js';
import { listen, type Listening } from '../../../sandbox/core/http.js';
import type { Handler, PlainRequest, PlainResponse } from '../../../sandbox/core/plain.js';
import {
  type RuntimeOptions,
  type StartedRuntime,
  startRuntime,
} from '../../../sandbox/core/start-runtime.js';

/** The official clients, wired to one sandbox that listens on loopback. */
export interface Rig {
  readonly runtime: StartedRuntime;
  readonly url: string;
  readonly handle: Handler;
  readonly exchanges: { readonly request: PlainRequest; readonly response: PlainResponse }[];
  /** Requests that have come in, answered or not. */
  arrived(): number;
  readonly sso: SSOAdminClient;
  readonly store: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly trail: CloudTrailClient;
  readonly sts: STSClient;
  readonly instance: { readonly InstanceArn: string };
  readonly inStore: { readonly IdentityStoreId: string };
  close(): Promise<void>;
}

export async function startRig(
  options: RuntimeOptions = {},
  accessKeyId = 'AKIASANDBOXPIPELINE',
): Promise<Rig> {
  const runtime = startRuntime({ settings: { assignmentDelayMs: 50 }, ...options });
  const handler = awsHandler(runtime);
  const exchanges: Rig['exchanges'] = [];
  let arrived = 0;
  const listening = await listen(async (request) => {
    arrived += 1;
    const response = await handler(request);
    exchanges.push({ request, response });
    return response;
  });
  const config = clientConfig(listening, accessKeyId);
  const clients = {
    sso: new SSOAdminClient(config),
    store: new IdentitystoreClient(config),
    organizations: new OrganizationsClient(config),
    trail: new CloudTrailClient(config),
    sts: new STSClient(config),
  };
  return {
    runtime,
    url: listening.url,
    handle: handler,
    exchanges,
    arrived: () => arrived,
    ...clients,
    instance: { InstanceArn: runtime.world.aws.instanceArn },
    inStore: { IdentityStoreId: runtime.world.aws.identityStoreId },
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      runtime.stop();
      await listening.close();
    },
  };
}

export function clientConfig({ url }: Pick<Listening, 'url'>, accessKeyId: string) {
  return {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'any' },
    maxAttempts: 1,
  };
}
