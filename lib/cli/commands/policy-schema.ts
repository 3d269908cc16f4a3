import { factsSchema } from '../../policy/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [...OUTPUT_OPTIONS] as const satisfies readonly OptionSpec[];

/** `writ policy schema`: what rules can ask for. */
export const spec = command({
  about:
    'Prints the Cedar schema of every fact that a rule can ask for, each with what it says and where it comes from.',
  examples: ['writ policy schema', 'writ policy schema --json'],
  arguments: [],
  options: OPTIONS,
  schema: 'policy-schema',
  run: async (call: Call<typeof OPTIONS>): Promise<Exit> => {
    const cedar = factsSchema();
    await print(call, {
      document: { schema: 'writ.policy-schema/1' as const, cedar },
      lines: () => cedar.trimEnd().split('\n'),
    });
    return 'done';
  },
});
