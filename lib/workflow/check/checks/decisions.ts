import { counted } from '../../../kernel/index.js';
import type { Check } from '../check.js';

/** The decisions can be read. Whether they count is told with the tickets that they are about. */
export const decisions: Check = {
  id: 'decisions',
  about: 'the file of decisions has their shape',
  find: ({ decisions: read }) =>
    'error' in read
      ? { looked: 'the decisions', faults: [read.error] }
      : { looked: counted(read.value.length, 'decision'), faults: [] },
};
