import { clean } from '../../report/index.js';
import { argument, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { print } from '../output.js';
import { control, type ControlAnswer } from '../sandbox-client.js';
import { readSandboxFile } from '../sandbox-file.js';
import { tampering } from '../tampering.js';

/** Sends one act to the control plane of the running sandbox. */
export async function run(call: Call): Promise<Exit> {
  const [action = '', ...fields] = [argument(call, 0), ...call.args.slice(1)];
  const { method, path, body } = tampering(action, fields);
  const answer = await control(await readSandboxFile(call.io), method, path, body);
  await print(call, {
    document: { schema: 'writ.sandbox-answer/1', ...answer },
    lines: () => [`${action} ${clean(fields.join(' '))}`.trim(), ...resultLines(answer)],
  });
  return 'done';
}

function resultLines(answer: ControlAnswer): string[] {
  const shown = ['at', 'now', 'id', 'dropped'].filter((name) => answer[name] !== undefined);
  return shown.map((name) => `  ${name}: ${clean([answer[name]].flat().map(String).join(', '))}`);
}
