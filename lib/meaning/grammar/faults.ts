import { quoted, WritError, type FaultPlace } from '../../kernel/index.js';

/** Where in a document something stands: the keys and indices that lead to it. */
export type DocumentPath = readonly (string | number)[];

/** What is wrong with a policy document, fault by fault. */
export class PolicyFaults {
  readonly found: { readonly path: DocumentPath; readonly what: string; readonly remedy: string }[] = [];

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- nothing is read, whatever was to be
  add<T = never>(path: DocumentPath, what: string, remedy: string): T | undefined {
    this.found.push({ path, what, remedy });
    return undefined;
  }

  /** A value that is none of those allowed. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- nothing is read, whatever was to be
  value<T = never>(path: DocumentPath, value: unknown, allowed: string): T | undefined {
    const said = typeof value === 'string' ? quoted(value) : `\`${typeName(value)}\``;
    return this.add(path, `${said} is not allowed; ${allowed} is`, `write ${allowed}`);
  }

  /** Each as an error, with its place in the text where `placeOf` can tell. */
  errors(placeOf: (path: DocumentPath) => Pick<FaultPlace, 'line' | 'column'>): WritError[] {
    return this.found.map(
      ({ path, what, remedy }) =>
        new WritError('POLICY_INVALID', `policy at \`${pathText(path)}\`: ${what}`, {
          remedy,
          place: { path: pathText(path), ...placeOf(path) },
        }),
    );
  }
}

/** `Statement[2].Action[0]`; the document itself is `$`. */
export function pathText(path: DocumentPath): string {
  return (
    path
      .map((each, i) => (typeof each === 'number' ? `[${String(each)}]` : `${i > 0 ? '.' : ''}${each}`))
      .join('') || '$'
  );
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
}
