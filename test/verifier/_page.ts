import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { runInNewContext } from 'node:vm';
import { LEDGER_PAGE } from '../../lib/report/ledger-page/built.js';
import type { Kinds } from '../../verifier/kinds.js';
import type { LedgerFiles } from '../../verifier/files.js';

/** The published table of kinds, as the built page carries it. */
export function pageKinds(): Kinds {
  const text = /const KINDS = (\{[\s\S]*?\n {2}\});/.exec(LEDGER_PAGE)?.[1] ?? '{}';
  return JSON.parse(JSON.stringify(runInNewContext(`(${text})`))) as Kinds;
}

/** A folder as the page gets it from the file chooser. */
export function filesOf(root: string): LedgerFiles {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(root, name), { throwIfNoEntry: false })?.isFile())
    .map((name) => name.split(sep).join('/'));
  return {
    names,
    read: (name) => Promise.resolve(new Uint8Array(readFileSync(join(root, name)))),
  };
}

/** The Chromium of this machine: CHROMIUM_PATH, else one on PATH; undefined when there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
