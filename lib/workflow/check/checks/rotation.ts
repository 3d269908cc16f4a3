import { counted, quoted, spanWords, WritError } from '../../../kernel/index.js';
import { overdueCredentials, strayCredentials, type OverdueCredential } from '../../../lifecycle/index.js';
import { principalText } from '../../../model/index.js';
import type { Check } from '../check.js';

/** Every static credential is rotated in time, and of a workload that is declared. It holds up the renewals of its workload and no change, so it warns. */
export const rotation: Check = {
  id: 'rotation',
  about: 'every static credential of a workload is rotated in time',
  find: ({ catalogue, identity, asOf }) => {
    if ('error' in catalogue || 'error' in identity)
      return { looked: 'no credentials', faults: [], notLooked: 'declarations or feeds cannot be read' };
    const { credentials } = identity.value;
    if (!credentials) return { looked: 'no credentials: no feed of them is configured', faults: [] };
    if ('unfit' in credentials)
      return { looked: 'no credentials', faults: [], warnings: [unfit(credentials.unfit)] };
    const input = { catalogue: catalogue.value, credentials };
    const stray = strayCredentials(input).map(({ workload, id }) => {
      const owner = principalText({ kind: 'workload', id: workload });
      return new WritError(
        'SUBJECT_UNKNOWN',
        `credential ${quoted(id)} is of ${quoted(owner)}, which is not declared`,
        {
          place: { path: 'feeds.credentials' },
          remedy: 'declare the workload, or have the credential taken away at its source',
        },
      );
    });
    return {
      looked: counted(credentials.credentials.length, 'credential'),
      faults: [],
      warnings: [...overdueCredentials(input, asOf).map(overdue), ...stray],
    };
  },
};

function overdue({ workload, credential, kind, since, age, limit }: OverdueCredential): WritError {
  return new WritError(
    'ROTATION_OVERDUE',
    `${kind} ${quoted(credential)} of ${quoted(workload)} is of ${since}, ${spanWords(age)} old; the limit is ${spanWords(limit)}; until it is rotated nothing of ${quoted(workload)} is renewed`,
    { place: { path: workload }, remedy: 'rotate it at its source, and export the credentials again' },
  );
}

function unfit({
  code,
  message,
}: {
  readonly code: 'FEED_REFUSED' | 'SOURCE_STALE' | 'SOURCE_UNAVAILABLE';
  readonly message: string;
}): WritError {
  return new WritError(code, `${message}; until then every ticket of a workload is refused`, {
    place: { path: 'feeds.credentials' },
    remedy: 'export the credentials and their manifest again, together and whole',
  });
}
