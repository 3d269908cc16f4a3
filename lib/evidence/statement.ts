/** in-toto Statement v1: what is claimed of the artifacts with these digests. */
export interface InTotoStatement<P = unknown> {
  readonly _type: 'https://in-toto.io/Statement/v1';
  /** Digests of the exact request, plan or observation; at least one. */
  readonly subject: readonly StatementSubject[];
  readonly predicateType: string;
  readonly predicate: P;
}

export interface StatementSubject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** A subject from our own digest form `sha256:…`. */
export function subject(name: string, digest: string): StatementSubject {
  return { name, digest: { sha256: digest.replace(/^sha256:/, '') } };
}
