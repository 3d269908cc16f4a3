#!/usr/bin/env node
import { WritError } from '../kernel/index.js';
import { EXIT } from './exit.js';
import { processIo } from './io.js';
import { run } from './run.js';

// The AWS SDK's notice on its support of Node versions is not about the command that was asked for.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const stop = new AbortController();
const io = processIo();

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted.code);
    stop.abort(
      new WritError('INTERRUPTED', 'stopped by a signal', {
        remedy: 'run the same command again; it goes on from what is recorded',
      }),
    );
  });
}

// A reader that went away (`writ drift | head`) is not a fault; the exit code stays what the command says.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = EXIT.failed.code;
  });
}

for (const name of ['uncaughtException', 'unhandledRejection'] as const) process.on(name, die);

void run(process.argv.slice(2), io, stop.signal).then(async (code) => {
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  process.exit(code);
});

/** Reports what nothing caught and ends. A fault in the reporting itself ends at once: it must never be reported in turn. */
function die(thrown: unknown): void {
  process.removeListener('uncaughtException', die).removeListener('unhandledRejection', die);
  import('./faults.js')
    .then(({ faultOf, report }) => report(faultOf(thrown, stop.signal), io, process.argv.includes('--json')))
    .catch(() =>
      process.stderr.write('error BUG: the fault could not be reported; is the installation whole?\n'),
    )
    .finally(() => process.exit(EXIT.failed.code));
}

/** Resolves when everything written so far has left the process, or cannot any more. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    stream.write('', () => resolve());
  });
}
