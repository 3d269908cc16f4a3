import { digestOf, quoted, sortedTexts, WritError, type Instant } from '../../kernel/index.js';
import {
  changesBetween,
  questionsBetween,
  worst,
  type Catalogue,
  type Manifest,
} from '../../manifest/index.js';
import { declaredChanges } from '../../policy/index.js';
import { accessOf } from './access.js';
import { comparedAt, type PlaceOf } from './causes.js';
import { contentDiffs } from './contents.js';
import { ACCESS_DIFFERENCES, type AccessDiff, type DeclaredDiff, type DiffDocument } from './document.js';
import { notesOf } from './notes.js';
import { riskiestFirst, risksIn } from './order.js';
import { reachAt, type DiffSide, type SideReach } from './reach.js';

/** What else is told of a comparison. */
export interface DiffOptions {
  /** @default - the later of what both manifests were synthesized for */
  readonly asOf?: Instant;
  /** @default - nobody knows where anything stands */
  readonly placeOf?: PlaceOf;
}

/**
 * What another manifest gives otherwise, by person and workload. Both are read at one instant. Pure; of a manifest with itself nothing differs, and
 * the other way round everything is turned about. Throws AS_OF_EARLIER where it is before either: what had ended by then is not known.
 */
export function diffBetween(base: DiffSide, head: DiffSide, options: DiffOptions = {}): DiffDocument {
  const { placeOf = () => undefined } = options;
  const asOf = instantOf(base.manifest, head.manifest, options.asOf);
  const [before, after] = [reachAt(base.manifest, asOf), reachAt(head.manifest, asOf)];
  const changes = changesBetween(base.manifest, head.manifest);
  const questions = questionsBetween(base.manifest, head.manifest);
  const contents = contentDiffs(base.manifest, head.manifest, { before, after, changes, questions, placeOf });
  const access = riskiestFirst(accessOf(base, head, { before, after, placeOf }), risksIn(base, head));
  const declared = declaredOf(base.manifest.catalogue, head.manifest.catalogue, placeOf);
  const notes = notesOf(base, head, asOf, placeOf);
  const count = (change: AccessDiff['change']): number =>
    access.filter((each) => each.change === change).length;
  const end = ({ said, manifest }: DiffSide, { grants }: SideReach): DiffDocument['base'] => ({
    ...{ said, asOf: manifest.asOf, manifest: digestOf(manifest), grants },
  });
  return {
    schema: 'writ.diff/1',
    base: end(base, before),
    head: end(head, after),
    asOf,
    differs: [access, contents, declared, notes].some((each) => each.length > 0),
    counts: Object.fromEntries(
      ACCESS_DIFFERENCES.map((each) => [each, count(each)]),
    ) as DiffDocument['counts'],
    principals: new Set(access.map(({ who }) => who)).size,
    broadensAccess: worst([...access, ...contents].map((each) => each.broadensAccess)),
    privileged: sortedTexts([...access, ...contents].flatMap(({ privileged }) => privileged)),
    endsAccess: worst([...access, ...contents].map((each) => each.endsAccess)),
    ...{ notes, access, contents, declared },
  };
}

function instantOf(base: Manifest, head: Manifest, asked: Instant | undefined): Instant {
  const least = comparedAt(base, head);
  if (asked === undefined || asked >= least) return asked ?? least;
  throw new WritError(
    'AS_OF_EARLIER',
    `${quoted(asked)} is before ${quoted(least)}, which a manifest is for`,
    {
      remedy: 'give a later instant, or synthesize both ends for the earlier one',
    },
  );
}

function declaredOf(old: Catalogue, now: Catalogue, placeOf: PlaceOf): readonly DeclaredDiff[] {
  return declaredChanges(old, now).map((each) => {
    const of = PLACED[each.section];
    const place = of === undefined ? undefined : placeOf(of, nameIn(each.id));
    return place === undefined ? each : { ...each, place };
  });
}

const PLACED: Readonly<Record<string, Parameters<PlaceOf>[0] | undefined>> = {
  jobFunctions: 'job function',
  packages: 'package',
  permissionSets: 'permission set',
  groups: 'group',
  workloads: 'workload',
};

function nameIn(id: string): string {
  return id.startsWith('{') ? (JSON.parse(id) as { name: string }).name : id;
}
