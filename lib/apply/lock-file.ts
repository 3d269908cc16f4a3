/** One provider as a lock file pins it. */
export interface LockedProvider {
  readonly source: string;
  readonly version: string;
  /** Sorted. */
  readonly hashes: readonly string[];
}

const BLOCK = /^provider "([a-z0-9.-]+(?:\/[a-z0-9_-]+){2})" \{\n([\s\S]*?)^\}/gm;

/**
 * The providers of a `.terraform.lock.hcl`, by the form in which Terraform and OpenTofu write it; none where it is of another form.
 * Source: https://developer.hashicorp.com/terraform/language/files/dependency-lock
 */
export function lockedProviders(lock: Uint8Array): readonly LockedProvider[] {
  const text = Buffer.from(lock).toString('utf8').replaceAll('\r\n', '\n');
  return [...text.matchAll(BLOCK)].map(([, source = '', body = '']) => ({
    source,
    version: /^ *version *= "([^"]+)"/m.exec(body)?.[1] ?? '',
    hashes: [...body.matchAll(/"((?:h1|zh):[A-Za-z0-9+/=]+)"/g)].map(([, hash = '']) => hash).sort(),
  }));
}
