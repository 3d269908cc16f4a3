import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileOf, type Requirement } from './source.js';

/** What became of the tests of a requirement once its behaviour was taken away. */
export interface Noticed {
  readonly noticed: boolean;
  /** The first test that went red, or why none counts. */
  readonly why: string;
}

interface JestResult {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Takes the behaviour of a requirement away in memory, and runs the tests that name it in the files that have to notice. */
export function confirm(requirement: Requirement, root: string): Noticed {
  const { id, mutant } = requirement;
  if (!mutant) return { noticed: false, why: 'has no replacement' };
  const { from, to } = mutant;
  const { testResults } = jestOn(id, mutant.by, { file: fileOf(requirement), from, to }, root);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const ran = tests.filter(({ fullName, status }) => fullName.includes(id) && status !== 'pending');
  const red = ran.find(({ status }) => status === 'failed');
  if (red) return { noticed: true, why: red.fullName };
  const broken = testResults.find(({ assertionResults }) => assertionResults.length === 0);
  if (broken) return { noticed: false, why: `the tests did not even load: ${broken.message.slice(0, 300)}` };
  return { noticed: false, why: ran.length === 0 ? 'no test of it ran' : `all ${ran.length} tests passed` };
}

function jestOn(id: string, files: readonly string[], mutant: object, root: string): JestResult {
  const folder = mkdtempSync(join(tmpdir(), 'writ-requirement-'));
  const results = join(folder, 'results.json');
  try {
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const config = join(root, 'scripts', 'requirements', 'jest.config.js');
    const args = [jest, '--config', config, '--json', `--outputFile=${results}`, '-i', '-t', id];
    spawnSync(process.execPath, [...args, '--runTestsByPath', ...files], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, WRIT_MUTANT: JSON.stringify(mutant) },
    });
    return JSON.parse(readFileSync(results, 'utf8')) as JestResult;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
