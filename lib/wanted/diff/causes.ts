import { by, canonicalJson, groupBy, sorted, type Instant } from '../../kernel/index.js';
import type { Manifest } from '../../manifest/index.js';
import { groupOf, isAssignment, principalText, refKey, type Principal } from '../../model/index.js';
import type { Difference } from './differences.js';
import type { DiffCause } from './document.js';
import type { DiffSide, ReachedRow } from './reach.js';

/** What can stand on a line. */
export type PlacedThing = Exclude<DiffCause['of'], 'person' | 'time'>;

/** Where something stands, as `file:line`; at the head, else at the base. Undefined where nobody knows: nothing is guessed. */
export type PlaceOf = (of: PlacedThing, id: string) => string | undefined;

/** What a difference for somebody comes of. Only what differs can be a cause. */
export function causesBetween(
  base: DiffSide,
  head: DiffSide,
  placeOf: PlaceOf,
): (who: Principal, difference: Difference) => readonly DiffCause[] {
  const [old, now] = [textsOf(base.manifest), textsOf(head.manifest)];
  const differs = (of: keyof Texts, id: string): boolean => old[of].get(id) !== now[of].get(id);
  const [was, is] = [leftOut(base.manifest), leftOut(head.manifest)];
  const [before, after] = [recordsOf(base), recordsOf(head)];

  const declared = (of: keyof Texts, id: string): DiffCause[] => (differs(of, id) ? [{ of, id }] : []);
  const ofRow = (
    who: Principal,
    { package: id, asset, basis }: ReachedRow,
    others: readonly ReachedRow[],
  ): DiffCause[] => {
    const stands = others.some((each) => canonicalJson(each.basis) === canonicalJson(basis));
    if (basis.kind === 'birthright')
      return [...declared('job function', basis.jobFunction), ...declared('package', id)];
    if (basis.kind === 'legacy') return declared('package', id);
    const { ticket } = basis;
    const omitted = is.get(ticket);
    const held = is.get(canonicalJson([principalText(who), id, asset]));
    const waited = was.get(ticket);
    if (waited?.isTime === true && base.manifest.asOf !== head.manifest.asOf)
      return [{ of: 'time', id: ticket, says: 'its window has opened' }];
    const says = omitted?.says ?? held?.says;
    const own: DiffCause[] = stands ? [] : [{ of: 'ticket', id: ticket, ...(says ? { says } : {}) }];
    return [...own, ...declared('package', id)];
  };

  return (who, difference) => {
    const text = principalText(who);
    const { before: rowsBefore, after: rowsAfter, targets } = difference;
    const contents = targets.flatMap((target) => {
      const group = groupOf(target);
      if (group) return declared('group', refKey(group));
      return isAssignment(target) ? declared('permission set', refKey(target.set)) : [];
    });
    const rows = [
      ...rowsBefore.flatMap((row) => ofRow(who, row, rowsAfter)),
      ...rowsAfter.flatMap((row) => ofRow(who, row, rowsBefore)),
    ];
    const about: DiffCause[] =
      who.kind === 'workload'
        ? declared('workload', who.id)
        : before.has(text) && after.has(text) && before.get(text) !== after.get(text)
          ? [{ of: 'person', id: text, says: 'HR says something else of them' }]
          : [];
    const isContent = difference.change === 'widened' || difference.change === 'narrowed';
    const found = isContent
      ? [...contents, ...rows]
      : [...rows, ...(rows.length === 0 ? contents : []), ...about];
    const all = found.length > 0 ? found : remainder(text, rowsBefore, is);
    return sorted(
      new Map(all.map((each) => [canonicalJson(each), placed(each, placeOf)])).values(),
      by((each) => canonicalJson(each)),
    );
  };
}

/** What remains where nothing that is declared differs: what is held or cannot be placed, else the person. */
function remainder(who: string, rows: readonly ReachedRow[], is: ReadonlyMap<string, LeftOut>): DiffCause[] {
  const out = rows.flatMap(({ package: id, asset }) => is.get(canonicalJson([who, id, asset])) ?? []);
  return out.map(({ says }) => ({ of: 'person', id: who, says }));
}

function placed(cause: DiffCause, placeOf: PlaceOf): DiffCause {
  const place =
    cause.of === 'person' || cause.of === 'time' ? undefined : placeOf(cause.of, nameIn(cause.id));
  const id = nameIn(cause.id);
  return { ...cause, id, ...(place === undefined ? {} : { place }) };
}

/** A ref's key is for comparing; people read its name. */
function nameIn(id: string): string {
  return id.startsWith('{') ? (JSON.parse(id) as { name: string }).name : id;
}

type Texts = Readonly<
  Record<'job function' | 'package' | 'permission set' | 'group' | 'workload', ReadonlyMap<string, string>>
>;

/** Each declared thing as text; where a construct stands in the tree is no content. */
function textsOf({ catalogue }: Manifest): Texts {
  const texts = <T>(all: readonly T[], id: (each: T) => string): ReadonlyMap<string, string> =>
    new Map(all.map((each) => [id(each), canonicalJson({ ...each, path: null })]));
  return {
    'job function': texts(catalogue.jobFunctions, ({ id }) => id),
    package: texts(catalogue.packages, ({ id }) => id),
    'permission set': texts(catalogue.permissionSets, ({ ref }) => refKey(ref)),
    group: texts(catalogue.groups, ({ ref }) => refKey(ref)),
    workload: texts(catalogue.workloads, ({ id }) => id),
  };
}

interface LeftOut {
  readonly says: string;
  readonly isTime: boolean;
}

/** Tickets that give nothing, by ticket; what is held or unplaced, by holder, package and asset. */
function leftOut({ omitted, held = [], unplaced = [] }: Manifest): ReadonlyMap<string, LeftOut> {
  return new Map([
    ...omitted.map(({ ticket, state, reasons: [first] }): [string, LeftOut] => [
      ticket,
      {
        says: first ? `${state}: ${first.message}` : state,
        isTime: state === 'upcoming' || state === 'ended',
      },
    ]),
    ...[...held, ...unplaced].map(({ principal, package: id, asset, reason }): [string, LeftOut] => [
      canonicalJson([principalText(principal), id, asset]),
      { says: reason.message, isTime: false },
    ]),
  ]);
}

/** What HR says of everybody, as text; of one end without people nothing is said. */
function recordsOf({ identity }: DiffSide): ReadonlyMap<string, string> {
  const people = groupBy(identity?.people ?? [], ({ id }) => `hr:${id}`);
  return new Map([...people].map(([id, records]) => [id, canonicalJson(records.map(known))]));
}

/** What access rests on: a new name gives nobody anything. */
function known(record: NonNullable<DiffSide['identity']>['people'][number]): unknown {
  const { worker, status, department, jobCode, start, lastDay, contract } = record;
  return [worker, status, department, jobCode, start, lastDay ?? null, contract ?? null];
}

/** The instant at which both ends are read: the later of the two, so that time alone is no difference. */
export function comparedAt(base: Manifest, head: Manifest): Instant {
  return base.asOf > head.asOf ? base.asOf : head.asOf;
}
