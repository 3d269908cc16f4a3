import { targetKey, type Edge } from '../../model/index.js';
import type { DriftReport, Finding } from '../finding.js';
import { classRow } from '../findings/index.js';
import type { Ground } from '../ground.js';
import type { Rails } from '../rails.js';
import { hadBasis } from './declared.js';

/** Live edges in governed scopes that lead to one target: that match, and that nothing ever explained. */
interface SeenByTarget {
  matched: number;
  foreign: number;
}

/** What is live, and what of it is wanted. */
type Seen = Pick<Ground, 'wanted' | 'inventory'>;

/** What is doubtful about a manifest, seen from what is live. */
export interface ManifestDoubt {
  /** Why the finding may be foreign by a wrong manifest only; undefined where nothing says so. */
  about(finding: Finding): string | undefined;
}

/**
 * Doubts the manifest where most of what is live would be foreign by it. It is judged by target: strangers put into one
 * group cast doubt on that group. Where most of everything is foreign over most targets, it is the manifest of another
 * world, and all of it is in doubt.
 */
export function manifestDoubt(report: DriftReport, seen: Seen, { foreignCeiling }: Rails): ManifestDoubt {
  const { fraction = 0.5, fractionFrom = 20 } = foreignCeiling;
  const sights = sightsOf(report, seen);
  const mostly = ({ matched, foreign }: SeenByTarget): boolean => foreign > fraction * (matched + foreign);
  const isEnough = ({ matched, foreign }: SeenByTarget, of: number): boolean => matched + foreign >= of;
  const all = sum([...sights.values()]);
  const isOfAnotherWorld = (): boolean => {
    if (!mostly(all) || !isEnough(all, fractionFrom)) return false;
    if (all.matched === 0) return true;
    const targets = [...sights.values()];
    const rest = sum(withoutWorst(targets));
    const doubtful = targets.filter(mostly).length;
    return doubtful > fraction * targets.length && isEnough(rest, fractionFrom / 2) && mostly(rest);
  };
  const whole = isOfAnotherWorld() ? words(all, 'in all') : undefined;
  return {
    about: ({ subject }) => {
      if (whole !== undefined || subject.what !== 'edge') return whole;
      const sight = sights.get(targetKey(subject.edge.target));
      return sight && isEnough(sight, fractionFrom) && mostly(sight) ? words(sight, 'here') : undefined;
    },
  };
}

function words({ matched, foreign }: SeenByTarget, where: string): string {
  return `${foreign} of ${matched + foreign} live grants ${where} would be foreign by this manifest; a second person has to release them`;
}

function sightsOf({ findings }: DriftReport, { wanted, inventory }: Seen): ReadonlyMap<string, SeenByTarget> {
  const sights = new Map<string, SeenByTarget>();
  const at = ({ target }: Edge): SeenByTarget => {
    const key = targetKey(target);
    const sight = sights.get(key) ?? { matched: 0, foreign: 0 };
    sights.set(key, sight);
    return sight;
  };
  const found = new Set<number>();
  for (const finding of findings) {
    if (finding.subject.what !== 'edge') continue;
    const position = wanted.find(finding.subject.edge);
    if (position !== undefined) found.add(position);
    if (isUnexplained(finding)) at(finding.subject.edge).foreign++;
  }
  if (sights.size === 0) return sights;
  for (const { edge } of inventory.edges) {
    const position = wanted.find(edge);
    if (position !== undefined && !found.has(position)) at(edge).matched++;
  }
  return sights;
}

function isUnexplained(finding: Finding): boolean {
  return classRow(finding.class).unexplained && !hadBasis(finding);
}

function withoutWorst(sights: readonly SeenByTarget[]): SeenByTarget[] {
  const worst = sights.reduce<SeenByTarget | undefined>(
    (most, sight) => (most && most.foreign >= sight.foreign ? most : sight),
    undefined,
  );
  return sights.filter((sight) => sight !== worst);
}

function sum(sights: readonly SeenByTarget[]): SeenByTarget {
  return sights.reduce(
    (all, { matched, foreign }) => ({ matched: all.matched + matched, foreign: all.foreign + foreign }),
    { matched: 0, foreign: 0 },
  );
}
