import { catalogueOf, wholeNow, type Organization } from '../declare/index.js';
import { isWritError, WritErrors } from '../kernel/index.js';

/** Why `declare` would be refused, each as `construct/path: what is wrong`; none when it is fine. */
export function refusals(declare: () => Organization): readonly string[] {
  try {
    catalogueOf(wholeNow(declare));
    return [];
  } catch (error) {
    if (!isWritError(error)) throw error;
    const faults = error instanceof WritErrors ? error.faults : [error];
    return faults.map(({ place, message }) => `${place?.path ?? 'the organization'}: ${message}`);
  }
}
