import { lookAlikeOf } from '../../kernel/index.js';
import { folded } from '../../identity/index.js';
import type { ObservedFile, ObservedPath } from '../observed/observation.js';
import { isLike } from './pattern.js';
import type { ClassedPath, PathClass } from './record.js';

/** Where things lie at the base, from the root of the repository. What no line here names is governance. */
export interface GovernedPlaces {
  /** Folder of ticket files. */
  readonly requests: string;
  /** File of decisions. */
  readonly decisions: string;
  /** File of observations, where there is one. */
  readonly observations?: string;
  /** Patterns of what nobody loads. */
  readonly documentation: readonly string[];
  /** Files and folders that are governance whatever patterns say, in any case of letters. */
  readonly kept: readonly string[];
}

/** What is plain documentation, unless the configuration says otherwise. */
export const PLAIN_DOCUMENTATION: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'docs/**/*.md',
  'docs/**/*.png',
  'docs/**/*.svg',
];

/** Why a text is no path that git can have: whoever told it is not to be believed. Undefined of one that is. */
export function impossible(path: string): string | undefined {
  const segments = path.split('/');
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) return 'does not stay where it begins';
  if (segments.some((segment) => segment.toLowerCase() === '.git')) return 'names the folder of git itself';
  return path.includes('\0') ? 'has a character that no path has' : undefined;
}

/** What a path of a change is. Whatever is not plainly something else is governance. */
export function classOf(
  observed: ObservedPath,
  places: GovernedPlaces,
  { byPipeline }: { readonly byPipeline: boolean },
): ClassedPath {
  const [kind, why] = judged(observed, places, byPipeline);
  return { path: observed.path, class: kind, why };
}

function judged(
  { path, before, after }: ObservedPath,
  { requests, decisions, observations, documentation, kept }: GovernedPlaces,
  byPipeline: boolean,
): readonly [PathClass, string] {
  const odd = oddName(path) ?? oddFile(before) ?? oddFile(after);
  if (odd !== undefined) return ['governance', odd];
  const place = kept.find((each) => isWithin(folded(path), folded(each)));
  if (place !== undefined) return ['governance', `is or lies in \`${place}\``];
  if (isWithin(path, requests))
    return /\.ya?ml$/.test(path)
      ? ['ticket', 'is a ticket file']
      : ['governance', 'lies in the folder of tickets and is none'];
  if (path === decisions) return ['decisions', 'is the file of decisions'];
  if (path === observations)
    return byPipeline
      ? ['observations', 'is the file of observations, written by a program']
      : ['governance', 'says who approved what, and a person wrote to it'];
  return documentation.some((pattern) => isLike(path, pattern))
    ? ['documentation', 'is documentation that nothing loads']
    : ['governance', 'is no ticket, record or documentation'];
}

/** A name that passes for another: on some machine, or to somebody who reads it. */
function oddName(path: string): string | undefined {
  if (path.includes('\\')) return 'has a `\\`, which some systems take for `/`';
  const segments = path.split('/');
  if (segments.some((segment) => /[. ]$/.test(segment)))
    return 'has a part that ends in a dot or a space, which some systems drop';
  // An ending is Latin beside whatever people write in.
  const [odd] = segments.flatMap((segment) => segment.split('.')).flatMap((part) => lookAlikeOf(part) ?? []);
  return odd && `has a part that ${odd.why}`;
}

function oddFile(file: ObservedFile | undefined): string | undefined {
  switch (file?.mode) {
    case '120000':
      return 'is a symbolic link, and what is behind it may be anything';
    case '160000':
      return 'is a commit of another repository';
    case '100755':
      return 'can be executed';
    default:
      return undefined;
  }
}

function isWithin(path: string, place: string): boolean {
  return place !== '' && (path === place || path.startsWith(`${place}/`));
}
