import { by, groupBy, sorted } from '../../kernel/index.js';
import type { ObservedChange } from '../observed/observation.js';
import { classOf, impossible, type GovernedPlaces } from './paths.js';
import type { ChangeKind, ClassedPath, EffectPart } from './record.js';

/** What a change is by its paths and by what it does. */
export interface Classed {
  readonly kind: ChangeKind;
  readonly paths: readonly ClassedPath[];
  /** Paths that cannot be, or stand twice. */
  readonly impossible: readonly { readonly path: string; readonly why: string }[];
}

/**
 * What a change is. It is governance by one path of it, and where none is, by what it does: what differs in the end differs, whatever the
 * file is called that does it. Undefined paths are not known to be anything.
 */
export function classed(
  change: ObservedChange,
  places: GovernedPlaces,
  differs: readonly EffectPart[],
): Classed {
  const { paths: observed, tickets, openedBy, pushedBy } = change;
  if (!observed) return { kind: 'unknown', paths: [], impossible: [] };
  const byPipeline = [openedBy, ...pushedBy].every(({ kind }) => kind === 'bot');
  const paths = sorted(
    observed.map((each) => classOf(each, places, { byPipeline })),
    by(({ path }) => path),
  );
  const has = (...classes: readonly ClassedPath['class'][]): boolean =>
    paths.some((each) => classes.includes(each.class));
  const isGovernance = has('governance') || differs.length > 0;
  const bringsTickets = has('ticket') || tickets.length > 0;
  const bringsRecords = has('decisions', 'observations');
  return { kind: kindOf(isGovernance, bringsTickets, bringsRecords), paths, impossible: wrongIn(observed) };
}

function kindOf(isGovernance: boolean, bringsTickets: boolean, bringsRecords: boolean): ChangeKind {
  if (isGovernance) return bringsTickets || bringsRecords ? 'mixed' : 'governance';
  if (bringsTickets) return 'tickets';
  return bringsRecords ? 'records' : 'documentation';
}

function wrongIn(observed: NonNullable<ObservedChange['paths']>): Classed['impossible'] {
  const twice = [...groupBy(observed, ({ path }) => path)].filter(([, each]) => each.length > 1);
  return [
    ...observed.flatMap(({ path }) => {
      const why = impossible(path);
      return why === undefined ? [] : [{ path, why }];
    }),
    ...twice.map(([path]) => ({ path, why: 'stands twice' })),
  ];
}
