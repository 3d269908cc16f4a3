import { processIo } from '../lib/cli/io.js';
import { run } from '../lib/cli/run.js';

/**
 * The app of `cdktf.json`: `writ synth`, with the output folder that the `cdktf` command names. The stacks themselves
 * are made one per bounded shard in lib/synth/terraform.
 */
const out = process.env['CDKTF_OUTDIR'];

void run(['synth', ...(out ? ['--out', out] : [])], processIo(), new AbortController().signal).then(
  (code) => {
    process.exitCode = code;
  },
);
