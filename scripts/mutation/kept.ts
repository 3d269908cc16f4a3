import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, type Mutant, type Room, type Run } from './stryker.js';

/** What was last found of each file, by path. It holds as long as the file is what it was; tests that were only added can but raise it. */
export type Kept = Readonly<Record<string, { readonly digest: string; readonly mutants: readonly Mutant[] }>>;

/** What is kept of a room. */
export function readKept(name: string): Kept {
  const path = pathOf(name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : {};
}

/** Keeps what is known of a room. */
export function writeKept(name: string, kept: Kept): void {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(pathOf(name), JSON.stringify(kept));
}

function pathOf(name: string): string {
  return join(CACHE, `${name}.kept.json`);
}

/** `kept` with the files of which a run tried every mutant; `files` are whole files, with their digest. */
export function withRun(kept: Kept, run: Run, files: ReadonlyMap<string, string>): Kept {
  const { planned } = run;
  if (!planned) return kept;
  const tried = new Map<string, Mutant[]>([...files.keys()].map((path) => [path, []]));
  for (const mutant of run.mutants) tried.get(mutant.fileName)?.push(mutant);
  const whole = [...tried].filter(([path, mutants]) => mutants.length === (planned.get(path) ?? 0));
  const found = whole.map(([path, mutants]) => [path, { digest: files.get(path) ?? '', mutants }] as const);
  return { ...kept, ...Object.fromEntries(found) };
}

/** The files of which nothing is kept as they are. */
export function untried(kept: Kept, files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].filter(([path, digest]) => kept[path]?.digest !== digest).map(([path]) => path);
}

/** The files of a room with their digest, in order. */
export function filesOf({ mutate }: Room): ReadonlyMap<string, string> {
  return new Map(
    mutate
      .flatMap(filesIn)
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(path, name));
}
