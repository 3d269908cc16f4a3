import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  readlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

// cdktf ended in 2025; `cdktn` goes on with it. This compiles the project against the one that goes on, under the old name, and
// holds what is synthesized by it to the same bytes.

const SUCCESSOR = 'npm:cdktn@0.24.0';
/** The newest that the peer range of the successor allows. */
const CONSTRUCTS = '~10.7.0';
const AS_OF = '2026-11-20T09:00:00Z';

const top = resolve(__dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'writ-successor-'));
try {
  const copy = join(work, 'project');
  copyProject(copy);
  run(
    copy,
    'npm',
    'pkg',
    'set',
    `devDependencies.cdktf=${SUCCESSOR}`,
    `devDependencies.constructs=${CONSTRUCTS}`,
    'overrides.cdktf=$cdktf',
  );
  run(copy, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund');
  const { name, version } = JSON.parse(
    readFileSync(join(copy, 'node_modules/cdktf/package.json'), 'utf8'),
  ) as { name: string; version: string };
  if (name !== 'cdktn') throw new Error(`what stands under the name cdktf is ${name} ${version}`);
  run(copy, process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  const [ours, theirs] = [join(work, 'ours'), join(work, 'theirs')];
  for (const [project, out] of [
    [top, ours],
    [copy, theirs],
  ] as const)
    run(project, process.execPath, 'dist/lib/cli/main.js', 'synth', '--as-of', AS_OF, '--out', out);
  const [a, b] = [digests(ours), digests(theirs)];
  const differing = [...new Set([...a.keys(), ...b.keys()])].filter((file) => a.get(file) !== b.get(file));
  if (a.size === 0 || differing.length > 0)
    throw new Error(`under ${name} ${version} other bytes are synthesized: ${differing.join(', ')}`);
  process.stdout.write(`${name} ${version} in the place of cdktf: ${a.size} files, byte for byte the same\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** What git tracks, and the installed packages as hard links: only what the alias changes is written anew. */
function copyProject(to: string): void {
  const files = run(top, 'git', 'ls-files', '-z').split('\0').filter(Boolean);
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(join(top, file), join(to, file));
  }
  linkTree(join(top, 'node_modules'), join(to, 'node_modules'), new Set(['.cache', '.package-lock.json']));
}

function linkTree(from: string, to: string, without: ReadonlySet<string> = new Set()): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (without.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else link(source, target);
  }
}

/** A hard link, or a copy where the temporary folder lies on another disk. */
function link(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyFileSync(source, target);
  }
}

function digests(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    files.map((each) => {
      const path = join(each.parentPath, each.name);
      return [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

function run(cwd: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}
