import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A path in the folder of published contracts and data beside the checkout, or undefined when it is absent. */
export function sharedPath(...parts: string[]): string | undefined {
  const root = process.env['WRIT_SHARED'] ?? resolve(__dirname, '..', '..', '..', 'shared');
  const path = resolve(root, ...parts);
  return existsSync(path) ? path : undefined;
}

/** A `describe` whose tests need a shared folder; where that is absent, one test says so loudly and passes. */
export function describeShared(name: string, tests: (path: string) => void, folder = 'contracts'): void {
  const path = sharedPath(folder);
  describe(name, () => {
    if (path !== undefined) tests(path);
    else it(`needs ../shared/${folder}`, () => console.warn(`SKIPPED: ../shared/${folder} not present`));
  });
}
