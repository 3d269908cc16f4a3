import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A path in the folder of published contracts and data beside the checkout, or undefined when it is absent. */
export function sharedPath(...parts: string[]): string | undefined {
  const root = process.env['WRIT_SHARED'] ?? resolve(__dirname, '..', '..', '..', 'shared');
  const path = resolve(root, ...parts);
  return existsSync(path) ? path : undefined;
}

/** A `describe` whose tests need a shared folder; where that is absent they count as skipped, and the run says why. */
export function describeShared(name: string, tests: (path: string) => void, folder = 'contracts'): void {
  const path = sharedPath(folder);
  describe(name, () => {
    if (path !== undefined) tests(path);
    else
      skippedFor(`../shared/${folder} (or the folder that WRIT_SHARED names) is not here`)(
        'needs it',
        () => undefined,
      );
  });
}

/** `it.skip` that says on the terminal what is missing: what could not run never counts as passed. */
export function skippedFor(reason: string): typeof it.skip {
  process.stderr.write(`SKIPPED: ${reason}\n`);
  return it.skip;
}
