import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText, messageOf, WritError } from '../../kernel/index.js';
import type { RuleFile } from '../../policy/index.js';
import { readTextFile } from './text.js';

const MAX_RULES_BYTES = 1024 * 1024;

/** Reads every `*.cedar` of a folder. Throws INPUT_*; a folder without a rule decides nothing and is refused. */
export async function readRuleFiles(folder: string): Promise<readonly RuleFile[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.cedar')).sort(compareText);
  if (names.length === 0) {
    throw new WritError('INPUT_UNREADABLE', `\`${folder}\` has no file of rules (\`*.cedar\`)`, {
      place: { file: folder },
      remedy: 'name the folder of rules as `policy` in the configuration',
    });
  }
  return Promise.all(
    names.map(async (name) => ({
      file: join(folder, name),
      text: await readTextFile(join(folder, name), MAX_RULES_BYTES),
    })),
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new WritError('INPUT_UNREADABLE', `\`${folder}\` cannot be read: ${messageOf(cause)}`, {
      cause,
      place: { file: folder },
      remedy: 'name the folder of rules as `policy` in the configuration',
    });
  }
}
