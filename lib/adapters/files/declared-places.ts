import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { canonicalJson, groupBy } from '../../kernel/index.js';
import { readTextFile } from './text.js';
import { readTickets } from './tickets.js';

const MAX_SOURCE_BYTES = 1024 * 1024;
const MOST_FILES = 5000;

/** A declaration as its file has it: where it begins, and its lines. */
export interface SourceBlock {
  readonly file: string;
  /** From 1; of a ticket nothing, it is a file of its own. */
  readonly line?: number;
  readonly lines: readonly string[];
}

/** Where the things of a checkout stand. What is written twice, or made by a program, stands nowhere: nothing is guessed. */
export interface SourcePlaces {
  find(of: string, id: string): SourceBlock | undefined;
}

const CONSTRUCTS: Readonly<Record<string, string>> = {
  JobFunction: 'job function',
  EntitlementPackage: 'package',
  PermissionSet: 'permission set',
  OktaGroup: 'group',
  IdentityStoreGroup: 'group',
  Workload: 'workload',
};

/** `new JobFunction(scope, 'engineer'`, over as many lines as it takes. */
const DECLARED = new RegExp(
  `\\bnew\\s+(${Object.keys(CONSTRUCTS).join('|')})\\s*\\(\\s*[\\w.]+\\s*,\\s*(['"])([^'"\\n]+)\\2`,
  'g',
);

/**
 * Reads, and never runs, the sources of a checkout for what they declare, and its tickets.
 * @param requests - the folder of tickets, from the root of the checkout
 */
export async function placesIn(root: string, requests?: string): Promise<SourcePlaces> {
  const blocks: { readonly key: string; readonly block: SourceBlock }[] = [];
  for (const file of (await sourceFiles(root)).slice(0, MOST_FILES)) {
    const text = await readable(join(root, file));
    if (text !== undefined) blocks.push(...blocksIn(text, file));
  }
  if (requests !== undefined) blocks.push(...(await ticketBlocks(root, requests)));
  const found = new Map(
    [...groupBy(blocks, ({ key }) => key)].flatMap(([key, all]) => {
      const [only, another] = all;
      return only && !another ? [[key, only.block] as const] : [];
    }),
  );
  return { find: (of, id) => found.get(keyOf(of, id)) };
}

/** What one source declares. */
export function blocksIn(
  text: string,
  file: string,
): readonly { readonly key: string; readonly block: SourceBlock }[] {
  return [...text.matchAll(DECLARED)].flatMap(({ index, 0: whole, 1: construct = '', 3: id = '' }) => {
    const before = text.slice(0, index);
    if (/(^|\n)\s*(\*|\/\/)[^\n]*$/.test(before)) return [];
    const open = index + whole.indexOf('(');
    const lines = text.slice(index, endOf(text, open)).split('\n');
    const line = before.split('\n').length;
    return [{ key: keyOf(CONSTRUCTS[construct] ?? '', id), block: { file, line, lines } }];
  });
}

/** Where the bracket that opens at `open` is closed; texts and comments hold no brackets. */
function endOf(text: string, open: number): number {
  const tokens =
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[()]/g;
  tokens.lastIndex = open;
  let depth = 0;
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    if (found[0] === '(') depth += 1;
    if (found[0] === ')') depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return text.length;
}

function keyOf(of: string, id: string): string {
  return canonicalJson([of, id]);
}

async function ticketBlocks(
  root: string,
  requests: string,
): Promise<readonly { readonly key: string; readonly block: SourceBlock }[]> {
  const { tickets } = await readTickets(join(root, requests)).catch(() => ({ tickets: [] }));
  return tickets.map(({ ticket, file }) => ({
    key: keyOf('ticket', ticket),
    block: { file: `${requests}/${file}`, lines: [] },
  }));
}

async function readable(path: string): Promise<string | undefined> {
  return readTextFile(path, MAX_SOURCE_BYTES).catch(() => undefined);
}

/** Sources that may declare something, sorted; what is built, installed or tests is none. */
async function sourceFiles(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.test(entry.name)) await walk(path);
      else if (entry.isFile() && /(?<!\.d|\.test)\.[cm]?ts$/.test(entry.name))
        found.push(relative(root, path).replaceAll('\\', '/'));
    }
  };
  await walk(root);
  return found.sort();
}

const SKIPPED = /^(\..*|node_modules|dist|cdktf\.out|coverage|tests?|__tests__)$/;

/**
 * Where something stands that is another at the head: the first line of it that is not the base's, else its first. What is gone stands where it stood.
 */
export function placeBetween(
  base: SourcePlaces | undefined,
  head: SourcePlaces | undefined,
): (of: string, id: string) => string | undefined {
  return (of, id) => {
    const [was, is] = [base?.find(of, id), head?.find(of, id)];
    if (!is) return was && head ? `${placeOf(was, 0)} of the base` : undefined;
    const differs = was ? is.lines.findIndex((line, index) => line !== was.lines[index]) : -1;
    return placeOf(is, Math.max(differs, 0));
  };
}

function placeOf({ file, line }: SourceBlock, further: number): string {
  return line === undefined ? file : `${file}:${line + further}`;
}
