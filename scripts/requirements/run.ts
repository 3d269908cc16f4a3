import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { confirm } from './confirm.js';
import { faultsOf } from './faults.js';
import { digestOf, readRequirements, type Requirement } from './source.js';

/** `npm run mutate -- --requirements`: takes away what each requirement rests on, and says which of them nobody would miss. */
export async function confirmRequirements(root: string, only: readonly string[]): Promise<number> {
  const groups = readRequirements(root);
  const faults = faultsOf(groups, root);
  if (faults.length > 0) {
    process.stdout.write(faults.map((fault) => `docs/requirements.json: ${fault}\n`).join(''));
    return 1;
  }
  let missed = 0;
  const judged = (requirement: Requirement): Requirement => {
    const { id, mutant } = requirement;
    if (!mutant || (only.length > 0 && !only.includes(id))) return requirement;
    const { noticed, why } = confirm(requirement, root);
    if (!noticed) missed += 1;
    process.stdout.write(`${id} ${noticed ? 'red' : 'NOT NOTICED'}: ${why}\n`);
    const { confirmed: _, ...rest } = mutant;
    return { ...requirement, mutant: noticed ? { ...rest, confirmed: digestOf(requirement) } : rest };
  };
  const told = groups.map((group) => ({ ...group, requirements: group.requirements.map(judged) }));
  const file = join(root, 'docs', 'requirements.json');
  const style = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(told, undefined, 2), { ...style, parser: 'json' }));
  return missed === 0 ? 0 : 1;
}
