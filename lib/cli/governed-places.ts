import { relative, sep } from 'node:path';
import { PLAIN_DOCUMENTATION, type GovernedPlaces } from '../policy/index.js';
import type { FeedsConfig } from './config.js';
import { pathIn, type LoadedConfig } from './load-config.js';

/** What lies outside the project's folder is nowhere in it: no path is like this one. */
const NOWHERE = '';

/** Where the base's configuration has its things, from the root of the repository. */
export function governedPlaces(loaded: LoadedConfig): GovernedPlaces {
  const { config, root } = loaded;
  const { project, documentation = PLAIN_DOCUMENTATION } = config.governance ?? {};
  const placed = (path: string): string => {
    const within = relative(root, pathIn(loaded, path)).split(sep).join('/');
    if (within === '' || within.startsWith('..')) return NOWHERE;
    return project === undefined ? within : `${project}/${within}`;
  };
  const ours = [...(config.policy === undefined ? [] : [config.policy]), ...feedFiles(config.feeds)].map(
    placed,
  );
  const requests = placed(config.requests);
  const files = [
    placed(config.decisions),
    ...(config.observations === undefined ? [] : [placed(config.observations)]),
  ];
  const kept = [...ours, '.github', '.gitlab-ci.yml', '.gitattributes', '.gitmodules', 'CODEOWNERS'];
  return {
    requests,
    decisions: placed(config.decisions),
    ...(config.observations === undefined ? {} : { observations: placed(config.observations) }),
    documentation,
    // A folder that holds tickets or records is none that all of it is kept.
    kept: kept.filter(
      (each) => each !== NOWHERE && ![requests, ...files].some((file) => file.startsWith(`${each}/`)),
    ),
  };
}

function feedFiles({ hr, directory, delegations, events, credentials }: FeedsConfig): readonly string[] {
  const all: readonly object[] = [hr, ...(Array.isArray(directory) ? (directory as object[]) : [directory])];
  const records = [delegations, events, credentials].filter((each) => each !== undefined);
  return [...all, ...records].flatMap(pathsIn);
}

/** The files that a feed names, however it is written. */
function pathsIn(feed: object): readonly string[] {
  return Object.entries(feed).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return pathsIn(value);
    return (name === 'data' || name === 'manifest') && typeof value === 'string' ? [value] : [];
  });
}
