import { counted, type Instant } from '../../kernel/index.js';
import type { CheckReport } from '../../report/index.js';
import { read, reportOf, resultOf } from './result.js';

/** The shape of ticket files alone: nothing is looked up, so that an editor or a hook may ask at every save. */
export async function validateShapes(
  files: readonly string[],
  readTicket: (file: string) => Promise<unknown>,
  asOf: Instant,
): Promise<CheckReport> {
  const about = 'every ticket has the fields of its kind';
  const result = await resultOf({ id: 'tickets', about }, async () => {
    const found = await Promise.all(files.map((file) => read(() => readTicket(file))));
    return {
      looked: counted(files.length, 'ticket'),
      faults: found.flatMap((each) => ('error' in each ? [each.error] : [])),
    };
  });
  return reportOf(asOf, [result]);
}
