import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
  return Promise.all(names.map((name) => readRules(join(folder, name))));
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

/** The rules of folders and of files that are named one by one, each file once. Throws INPUT_*. */
export async function readRuleSet(paths: readonly string[], cwd: string): Promise<readonly RuleFile[]> {
  const files = await Promise.all(
    paths
      .map((path) => resolve(cwd, path))
      .map(async (path) => ((await isFolder(path)) ? readRuleFiles(path) : [await readRules(path)])),
  );
  return [...new Map(files.flat().map((each) => [each.file, each])).values()];
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Reading it as a file says what is wrong with it.
    return false;
  }
}

async function readRules(file: string): Promise<RuleFile> {
  return { file, text: await readTextFile(file, MAX_RULES_BYTES) };
}
