import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isWritError, WritErrors, type WritError } from '../../../lib/kernel/index.js';
import { RuleEngine, type RuleFile } from '../../../lib/policy/index.js';

const FOLDER = join(__dirname, '../../../entitlements/policy');

/** The rules of the example organization, file by file. */
export const EXAMPLE: readonly RuleFile[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.cedar'))
  .map((name) => ({ file: name, text: readFileSync(join(FOLDER, name), 'utf8') }));

/** One forbid with every annotation; a test says its condition, and what else it is about. */
export function forbid(condition: string, annotations: Readonly<Record<string, string>> = {}): string {
  const all = {
    id: 'a-rule',
    outcome: 'deny',
    code: 'A_CODE',
    why: 'it is so',
    remedy: 'do otherwise',
    owner: 'security',
    reviewBy: '2027-05-31',
    ...annotations,
  };
  const said = Object.entries(all).map(([name, value]) => `@${name}("${value}")`);
  return `${said.join('\n')}\nforbid (principal, action == Action::"grant", resource)\nwhen { ${condition} };\n`;
}

/** One permit with every annotation. */
export function permit(condition = 'true', annotations: Readonly<Record<string, string>> = {}): string {
  const all = {
    id: 'a-path',
    why: 'it is so',
    approves: 'what is asked for',
    approvers: 'the owner',
    exceptions: 'none',
    lasts: '14d',
    owner: 'security',
    reviewBy: '2027-05-31',
    ...annotations,
  };
  const said = Object.entries(all).map(([name, value]) => `@${name}("${value}")`);
  return `${said.join('\n')}\npermit (principal, action == Action::"grant", resource)\nwhen { ${condition} };\n`;
}

export const file = (text: string, name = 'a.cedar'): RuleFile => ({ file: name, text });

/** Every fault of some rules; none where they can be asked. */
export async function faultsOf(...texts: readonly string[]): Promise<readonly WritError[]> {
  try {
    await RuleEngine.of(texts.map((text, index) => file(text, `${'ab'[index] ?? 'c'}.cedar`)));
    return [];
  } catch (error) {
    if (error instanceof WritErrors) return error.faults;
    if (isWritError(error)) return [error];
    throw error;
  }
}
