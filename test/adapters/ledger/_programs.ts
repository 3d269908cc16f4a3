import { join } from 'node:path';
import type { SignerStart } from '../../../lib/adapters/ledger/index.js';

const ROOT = join(__dirname, '..', '..', '..');

/** Runs a source file of the project without compiling it first. */
export const RUN_TS = join(ROOT, 'scripts', 'run-ts.js');

/** The signer's and the checking thread's own programs, from source. */
export const SIGNER: SignerStart = {
  file: RUN_TS,
  argv: [join(ROOT, 'lib/adapters/ledger/signer-process.ts')],
};
export const WORKER: SignerStart = {
  file: RUN_TS,
  argv: [join(ROOT, 'lib/adapters/ledger/check-worker.ts')],
};
/** Appends until it is done or killed; see there. */
export const WRITER = join(__dirname, '_writer.ts');
