import type { Organization } from '../../lib/declare/index.js';
import { faultsOf, organization } from './organization.js';

/** A fault as a row of a table: what is declared wrong, the path where it shows, and a value that it names. */
export type Row = readonly [
  name: string,
  declare: (org: Organization) => unknown,
  path: string,
  value: string,
];

/** One test for each row: the declaration has exactly that kind of fault, there, about that value. */
export function holdsEach(rows: readonly Row[]): void {
  it.each(rows)('%s', (_name, declare, path, value) => {
    const org = organization();
    declare(org);

    expect(faultsOf(org)).toContainEqual(
      expect.objectContaining({ code: 'DECLARATION_INVALID', path, values: expect.arrayContaining([value]) }),
    );
  });
}

/** What the types forbid, as a JavaScript caller or a cast would write it. */
export function wrong(value: unknown): never {
  return value as never;
}
