import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GitAnchorProps } from '../../adapters/ledger/git-anchor.js';
import type { LedgerConfig } from '../config.js';
import { pathIn, tryLoadConfig, type LoadedConfig } from '../load-config.js';
import type { LedgerCall } from '../options.js';
import { sandboxPath } from '../sandbox.js';
import { wantsSandbox } from '../world.js';

/** Where a ledger lies and what goes with it; absolute paths. */
export interface LedgerPlace {
  readonly folder: string;
  /** Private keys and the signer's memory; never inside the ledger. */
  readonly keys: string;
  /** Unix socket of the signer; undefined when its key is among `keys` and signs in this process. */
  readonly signer: string | undefined;
  /** The public note key as `init` wrote it. */
  readonly publicKey: string;
  /** Whether there should be one: it is named by option, environment or configuration, or its keys are there. */
  readonly isNamed: boolean;
  /** What the configuration says of it, when one was read. */
  readonly config: LedgerConfig | undefined;
  /** How far recorded times may lie ahead of the clock, where the configuration says. */
  readonly skew: number | undefined;
  /** Where its checkpoints are anchored; undefined when they are not. */
  readonly anchor: GitAnchorProps | undefined;
}

/** The ledger of this call: --ledger, WRIT_LEDGER, the sandbox's own, `ledger` of the configuration, else .writ/ledger. */
export async function ledgerPlace(call: LedgerCall): Promise<LedgerPlace> {
  const { cwd, env } = call.io;
  const named = call.options.ledger ?? (env['WRIT_LEDGER'] || undefined);
  const loaded = await tryLoadConfig(call);
  const config = loaded?.config.ledger;
  const keys = call.options.keys ?? (env['WRIT_LEDGER_KEYS'] || undefined);
  const configured = loaded && pathIn(loaded, config?.folder ?? '.writ/ledger');
  const folder = named
    ? resolve(cwd, named)
    : wantsSandbox(call)
      ? sandboxLedger(sandboxPath(call.io))
      : (configured ?? resolve(cwd, '.writ/ledger'));
  const ours =
    loaded && folder === configured && config?.keys ? pathIn(loaded, config.keys) : `${folder}-keys`;
  const beside = besides(folder, keys ? resolve(cwd, keys) : ours);
  return {
    isNamed:
      named !== undefined ||
      (config !== undefined && folder === configured) ||
      // Keys are made when a ledger is founded, and for nothing else.
      existsSync(beside.keys),
    signer: signerOf(call, loaded && folder === configured ? loaded : undefined),
    ...beside,
    config,
    skew: loaded?.config.clockSkew,
    anchor: loaded && folder === configured ? anchorOf(loaded) : undefined,
  };
}

/** The file beside a ledger that takes what runs do while it is not there or does not verify. */
export function asidePath({ folder }: LedgerPlace): string {
  return `${folder}-aside.jsonl`;
}

/** The ledger of the sandbox whose file is at `path`: never the one of the real world. */
export function sandboxLedger(path: string): string {
  return join(dirname(path), 'sandbox-ledger');
}

function besides(folder: string, keys: string): Pick<LedgerPlace, 'folder' | 'keys' | 'publicKey'> {
  return { folder, keys, publicKey: `${folder}.pub` };
}

function signerOf(call: LedgerCall, loaded: LoadedConfig | undefined): string | undefined {
  const named = call.options.signer ?? (call.io.env['WRIT_LEDGER_SIGNER'] || undefined);
  if (named !== undefined) return resolve(call.io.cwd, named);
  const configured = loaded?.config.ledger?.signer;
  return loaded && configured !== undefined ? pathIn(loaded, configured) : undefined;
}

function anchorOf(loaded: LoadedConfig): GitAnchorProps | undefined {
  const anchor = loaded.config.ledger?.anchor;
  if (!anchor) return undefined;
  const { repository, branch = 'ledger-anchor', file = 'checkpoint', remote } = anchor;
  return {
    repository: pathIn(loaded, repository),
    branch,
    file,
    ...(remote === undefined ? {} : { remote }),
  };
}
