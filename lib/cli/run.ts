import { setMaxListeners } from 'node:events';
import { EXIT, exitOf } from './exit.js';
import type { Io } from './io.js';
import { refuseEffectsAt } from './judging.js';
import { parse } from './parse.js';

/** Runs one command line and returns its exit code. Never throws. */
export async function run(argv: readonly string[], io: Io, signal: AbortSignal): Promise<number> {
  // Every call under way listens to it.
  setMaxListeners(0, signal);
  try {
    if (argv[0] === 'complete')
      return EXIT[await (await import('./commands/completion.js')).answer(argv)].code;
    const request = await parse(argv, io);
    if (request.ask === 'nothing') return EXIT.done.code;
    const { spec, args, options } = request.parsed;
    refuseEffectsAt(options);
    return EXIT[await spec.run({ args, options, io, signal })].code;
  } catch (thrown) {
    const { faultOf, report } = await import('./faults.js');
    const error = faultOf(thrown, signal);
    report(error, io, argv.includes('--json'));
    return EXIT[exitOf(error)].code;
  }
}
