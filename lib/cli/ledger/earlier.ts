import { existsSync } from 'node:fs';
import { pathIn, type LoadedConfig } from '../load-config.js';
import type { SandboxCall } from '../options.js';
import { sandboxJournal, sandboxPath } from '../sandbox.js';
import { wantsSandbox } from '../world.js';

/** The file in which an earlier Writ kept its journal while there was no ledger; undefined when none is there. */
export function earlierJournal(call: SandboxCall, loaded: LoadedConfig | undefined): string | undefined {
  const path = wantsSandbox(call)
    ? sandboxJournal(sandboxPath(call.io))
    : loaded && pathIn(loaded, loaded.config.journal ?? '.writ/journal.jsonl');
  return path !== undefined && existsSync(path) ? path : undefined;
}
