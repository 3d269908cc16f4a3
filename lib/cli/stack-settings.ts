import type { StackBackend, StackSettings } from '../plan/index.js';
import type { BackendConfig, WritConfig } from './config.js';

/** What a configuration puts into every stack beside the declarations. */
export function stackSettings({ sources: { aws }, terraform }: WritConfig): StackSettings {
  return {
    ...(aws
      ? { aws: { region: aws.region, ...(aws.account === undefined ? {} : { account: aws.account }) } }
      : {}),
    ...(terraform?.backend ? { backend: stackBackend(terraform.backend) } : {}),
  };
}

function stackBackend(backend: BackendConfig): StackBackend {
  if ('local' in backend) return { kind: 'local' };
  if ('s3' in backend) return { kind: 's3' };
  const { organization, hostname, prefix } = backend.cloud;
  return {
    kind: 'cloud',
    organization,
    ...(hostname === undefined ? {} : { hostname }),
    ...(prefix === undefined ? {} : { prefix }),
  };
}
