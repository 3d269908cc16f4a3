import type { ControlAnswer } from '../../../sandbox/client/index.js';
import { counted, parseDuration, WritError } from '../../kernel/index.js';
import { clean, minute } from '../../report/index.js';
import { argument, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { print } from '../output.js';
import { control, readSandboxFile } from '../sandbox.js';

/** Sends one act to the control plane of the running sandbox. */
export async function run(call: Call): Promise<Exit> {
  const action = argument(call, 0);
  const fields = call.args.slice(1);
  const { tampering } = await import('../../../sandbox/client/index.js');
  const act = tampering(action, fields, parseDuration);
  if ('misspelt' in act)
    throw new WritError('USAGE', `\`${act.misspelt}\` is not name=value`, {
      remedy: 'write each field as name=value',
    });
  const answer = await control(await readSandboxFile(call.io), act);
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
