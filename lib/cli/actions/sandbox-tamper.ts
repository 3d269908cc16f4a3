import { counted } from '../../kernel/index.js';
import { clean, minute } from '../../report/index.js';
import { argument, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { print } from '../output.js';
import { control, type ControlAnswer } from '../sandbox-client.js';
import { readSandboxFile } from '../sandbox-file.js';
import { tampering } from '../tampering.js';

/** Sends one act to the control plane of the running sandbox. */
export async function run(call: Call): Promise<Exit> {
  const action = argument(call, 0);
  const fields = call.args.slice(1);
  const { method, path, body } = tampering(action, fields);
  const answer = await control(await readSandboxFile(call.io), method, path, body);
  await print(call, {
    document: { schema: 'writ.sandbox-answer/1', ...answer },
    lines: () => resultLines(answer),
  });
  return 'done';
}

function resultLines(answer: ControlAnswer): string[] {
  const { at, now, id, dropped, changed } = answer;
  if (typeof now === 'string') return [`the sandbox's clock is at ${minute(now)}`];
  if (typeof id === 'string') return [`fault ${clean(id)} is on`];
  if (Array.isArray(dropped)) return [`${counted(dropped.length, 'fault')} switched off`];
  if (typeof at !== 'string') return ['done'];
  const idle =
    typeof changed === 'object' && changed !== null && 'changed' in changed && changed.changed === false;
  return [
    idle
      ? 'nothing changed: it was so already'
      : `done at ${minute(at)}, in the provider's log under the actor named`,
  ];
}
