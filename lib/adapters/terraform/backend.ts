import { join } from 'node:path';
import type { BackendSaid } from '../../apply/index.js';

/** Where the states of all stacks lie, with absolute paths. */
export type Backend =
  | { readonly kind: 'local'; readonly folder: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string;
      readonly prefix?: string;
      readonly kmsKeyId?: string;
    }
  | {
      readonly kind: 'cloud';
      readonly hostname?: string;
      readonly prefix?: string;
      /** For its host alone. */
      readonly token: string;
    };

/** Where the state of one stack lies: what `-backend-config` is given. A `cloud` block stands whole in the stack and takes nothing. */
export function backendOf(backend: Backend, stack: string): BackendSaid {
  switch (backend.kind) {
    case 'local':
      return {
        kind: 'local',
        settings: { path: join(backend.folder, `${stack}.tfstate`) },
        workspace: 'default',
      };
    case 's3':
      return {
        kind: 's3',
        settings: {
          bucket: backend.bucket,
          encrypt: 'true',
          key: `${backend.prefix ?? ''}${stack}.tfstate`,
          region: backend.region,
          use_lockfile: 'true',
          ...(backend.kmsKeyId === undefined ? {} : { kms_key_id: backend.kmsKeyId }),
        },
        workspace: 'default',
      };
    case 'cloud':
      return { kind: 'cloud', settings: {}, workspace: `${backend.prefix ?? ''}${stack}` };
  }
}

/** What the backend's own credential is called in the environment. AWS's serves S3 as well. */
export function backendEnvironment(backend: Backend): Readonly<Record<string, string>> {
  if (backend.kind !== 'cloud') return {};
  const host = (backend.hostname ?? 'app.terraform.io').replaceAll('-', '__').replaceAll('.', '_');
  return { [`TF_TOKEN_${host}`]: backend.token };
}
