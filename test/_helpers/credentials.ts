import type { RawCredentials } from '../../lib/identity/index.js';
import { digest } from '../../lib/kernel/index.js';

/** One record of the feed of credentials as it is written. */
export function credentialOf(changes: object = {}): object {
  return {
    ...{ workload: 'workload:bot', id: 'KEY-1', kind: 'access-key', created: '2026-11-01T00:00:00Z' },
    ...changes,
  };
}

/** A feed of credentials that agrees with its own manifest, unless told otherwise. */
export function credentialsFeedOf(credentials: readonly object[], manifest: object = {}): RawCredentials {
  const value = { schema: 'writ.credentials/1', credentials };
  const text = JSON.stringify(value);
  const claims = { generatedAt: '2026-11-20T06:00:00Z', rows: credentials.length, digest: digest(text) };
  return { text, value, manifest: { ...claims, ...manifest } };
}
