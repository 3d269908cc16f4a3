import { livePolicyOf, publishedText, type LivePolicy } from '../../lib/meaning/index.js';

/** The ARN of a policy of AWS's own. */
export function awsPolicy(path: string): string {
  return `arn:aws:iam::aws:policy/${path}`;
}

/** A statement as a policy has it. */
export function allow(Action: string | readonly string[], Resource = '*'): object {
  return { Effect: 'Allow', Action, Resource };
}

/** What AWS published of a policy, with these statements beyond it, read live as the next version. */
export function grown(path: string, ...statements: readonly object[]): LivePolicy {
  const { version, document } = publishedText(awsPolicy(path))!;
  const text = document as { readonly Statement: readonly object[] };
  return readAs(path, `v${Number(version.slice(1)) + 1}`, {
    ...text,
    Statement: [...text.Statement, ...statements],
  });
}

/** A policy with this document, read live. */
export function readAs(path: string, version: string, document: object): LivePolicy {
  return livePolicyOf(awsPolicy(path), version, JSON.stringify(document));
}
