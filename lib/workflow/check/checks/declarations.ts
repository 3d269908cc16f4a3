import { counted, isWritError, WritError } from '../../../kernel/index.js';
import { unmatchedAttributes, type UnmatchedAttribute } from '../../../policy/index.js';
import type { Check, CheckGround } from '../check.js';

/** The declarations compile whole, and go by people and attributes that HR has. */
export const declarations: Check = {
  id: 'declarations',
  about: 'packages, roles, job functions and scopes compile, and name what there is',
  find: (ground) => {
    const { catalogue, identity } = ground;
    if ('error' in catalogue) return { looked: 'the declarations', faults: [catalogue.error] };
    const { packages, jobFunctions } = catalogue.value;
    const looked = `${counted(packages.length, 'package')} and ${counted(jobFunctions.length, 'job function')}`;
    if ('error' in identity)
      return { looked, faults: [], notLooked: 'whether HR has whom they name: the feeds cannot be read' };
    const idle = unmatchedAttributes(catalogue.value, identity.value).map(unmatched);
    return { looked, faults: [...unknownPeople(ground), ...idle] };
  },
};

function unknownPeople({ catalogue, identity, ports }: CheckGround): WritError[] {
  if ('error' in catalogue || 'error' in identity) return [];
  try {
    ports.people(catalogue.value, identity.value);
    return [];
  } catch (error) {
    if (isWritError(error)) return [error];
    throw error;
  }
}

function unmatched({ jobFunction, attribute, values, meant }: UnmatchedAttribute): WritError {
  const named = values.map((value) => `\`${value}\``).join(', ');
  return new WritError(
    'DECLARATION_INVALID',
    `job function \`${jobFunction}\` goes by ${attribute} ${named}, which HR has of nobody`,
    {
      place: { path: jobFunction },
      remedy: meant === undefined ? 'write it as HR does' : `write \`${meant}\``,
      ...(meant === undefined ? {} : { candidates: [meant] }),
    },
  );
}
