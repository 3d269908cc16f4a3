import { counted, WritError } from '../../../kernel/index.js';
import { employmentAt, linksOf } from '../../../identity/index.js';
import type { Check } from '../check.js';

/** As many as are needed for two to decide on a change that one of them brings. */
const ENOUGH = 3;

/** Enough people are at work to decide on governance changes. Until then nobody is held up by it, so it warns. */
export const governors: Check = {
  id: 'governors',
  about: 'enough governors are at work to decide on a change that one of them brings',
  find: ({ catalogue, identity, asOf }) => {
    if ('error' in catalogue)
      return { looked: 'no governors', faults: [], notLooked: 'the declarations cannot be read' };
    const { governance } = catalogue.value;
    if (!governance) return { looked: 'no governors', faults: [], warnings: [undeclared()] };
    const looked = counted(governance.governors.length, 'governor');
    if ('error' in identity) return { looked, faults: [], notLooked: 'the feeds cannot be read' };
    const links = linksOf(identity.value);
    const atWork = governance.governors.filter((id) => {
      const record = links.personOf(id);
      return record?.forgeLogin !== undefined && employmentAt(record, asOf).state === 'at-work';
    });
    const needed = Math.max(ENOUGH, governance.required + 1);
    return { looked, faults: [], warnings: atWork.length >= needed ? [] : [few(atWork.length, needed)] };
  },
};

function undeclared(): WritError {
  return new WritError('GOVERNORS_UNDECLARED', 'the organization declares no governors', {
    place: { path: 'governance' },
    remedy: 'declare `governance: { governors: […] }` of the organization, with three people or more',
  });
}

function few(count: number, needed: number): WritError {
  const who = `${counted(count, 'governor is', 'governors are')} at work with a login of the forge`;
  return new WritError('GOVERNORS_FEW', `${who}; ${needed} are needed for a change that one of them brings`, {
    place: { path: 'governance.governors' },
    remedy: 'name another governor while there are enough to approve it',
  });
}
