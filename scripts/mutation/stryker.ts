import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A room as `rooms.json` has it, folders or files: what is mutated, and the tests that have to notice. */
export interface Room {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** Of these, what is slow and runs none of the room's code: tests that call the compiler. */
  readonly without?: readonly string[];
}

export interface Mutant {
  /** Relative to the repository. */
  readonly fileName: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
}

/** What a run found; `cut` when its time was up before all of the planned mutants were tried. */
export interface Run {
  readonly mutants: readonly Mutant[];
  /** How many mutants there are, by file; undefined when the time was up before the tests had been seen to pass. */
  readonly planned: ReadonlyMap<string, number> | undefined;
  readonly cut: boolean;
}

export interface RunProps {
  readonly name: string;
  readonly room: Room;
  /** Globs or line ranges instead of the whole room. */
  readonly only?: readonly string[] | undefined;
  readonly deadline?: number | undefined;
  readonly concurrency: number;
}

const STRYKER = join(dirname(require.resolve('@stryker-mutator/core/package.json')), 'bin', 'stryker.js');
/** Where results are kept. */
export const CACHE = resolve('node_modules/.cache/writ/mutation');

/** Runs Stryker over one room. It is a process group of its own, so that a run whose time is up leaves nothing behind. */
export async function mutate({ name, room, only, deadline, concurrency }: RunProps): Promise<Run> {
  if (only?.length === 0) return { mutants: [], planned: new Map(), cut: false };
  mkdirSync(CACHE, { recursive: true });
  const results = join(CACHE, `${name}.jsonl`);
  const config = join(CACHE, `${name}.json`);
  // Of this run alone: another one may be under way.
  const temp = join('.stryker-tmp', `${name}-${process.pid}`);
  rmSync(results, { force: true });
  writeFileSync(
    config,
    JSON.stringify(configOf(room, only ?? room.mutate.map(globOf), temp, concurrency), undefined, 2),
  );
  const child = spawn(process.execPath, [STRYKER, 'run', config], {
    detached: true,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, WRIT_MUTATION_RESULTS: results },
  });
  const state = { cut: false };
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const timer = deadline === undefined ? undefined : setTimeout(cut, Math.max(0, deadline - Date.now()));
  function cut(): void {
    state.cut = true;
    end();
  }
  process.once('exit', end);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  process.off('exit', end);
  clearTimeout(timer);
  rmSync(temp, { recursive: true, force: true });
  if (code !== 0 && !state.cut)
    throw new Error(`stryker ended with ${String(code)} on ${name}; see ${results}`);
  return { ...read(results), cut: state.cut };
}

function globOf(path: string): string {
  return path.endsWith('.ts') ? path : `${path}/**/*.ts`;
}

function configOf(room: Room, only: readonly string[], tempDirName: string, concurrency: number): object {
  return {
    mutate: only,
    tempDirName,
    testRunner: 'circus',
    plugins: [resolve('scripts/mutation/plugins.js')],
    ignorers: ['words'],
    reporters: ['lines'],
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency,
    timeoutMS: 20_000,
    allowEmpty: true,
    checkers: [],
    fileLogLevel: 'off',
    logLevel: 'error',
    ignorePatterns: [
      '*',
      '!lib/**',
      '!sandbox/**',
      '!stacks/**',
      '!entitlements/**',
      '!docs/**',
      '!schemas/**',
      '!verifier/**',
      '!test/**',
      '!scripts/**',
      '!*.{js,ts,json}',
    ],
    room: { tests: room.tests, without: room.without ?? [] },
  };
}

function read(results: string): Pick<Run, 'mutants' | 'planned'> {
  if (!existsSync(results)) return { mutants: [], planned: undefined };
  const lines = readFileSync(results, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'));
  let planned: Run['planned'];
  const mutants: Mutant[] = [];
  for (const line of lines) {
    const entry = JSON.parse(line) as Mutant | { planned: Record<string, number> };
    if ('planned' in entry) {
      planned = new Map(Object.entries(entry.planned).map(([file, count]) => [pathOf(file), count]));
    } else mutants.push({ ...entry, fileName: pathOf(entry.fileName) });
  }
  return { mutants, planned };
}

function pathOf(file: string): string {
  return relative(process.cwd(), file);
}
