import { counted } from '../../../kernel/index.js';
import type { Check } from '../check.js';

/** The identity feeds are whole and fit to decide on. */
export const feeds: Check = {
  id: 'feeds',
  about: 'the identity feeds hold to their manifests',
  find: ({ identity }) =>
    'error' in identity
      ? { looked: 'both feeds', faults: [identity.error] }
      : { looked: counted(identity.value.people.length, 'person', 'people'), faults: [] },
};
