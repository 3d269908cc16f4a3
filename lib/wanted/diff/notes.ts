import { by, canonicalJson, listed, quoted, sorted, type Instant } from '../../kernel/index.js';
import { employmentAt, type PersonRecord } from '../../identity/index.js';
import { approverRoles, type Catalogue, type JobFunctionDeclaration } from '../../manifest/index.js';
import {
  holdersOf,
  idleJobFunctions,
  jobFunctionMatches,
  roleText,
  unmatchedAttributes,
} from '../../policy/index.js';
import { workload } from '../../model/index.js';
import type { PlaceOf } from './causes.js';
import type { DiffNote } from './document.js';
import type { DiffSide } from './reach.js';

/** What is amiss at the head and was not at the base; what was so before is no news. Where nobody knows who is who, nothing is said of people. */
export function notesOf(base: DiffSide, head: DiffSide, at: Instant, placeOf: PlaceOf): readonly DiffNote[] {
  const fresh = (
    find: (side: DiffSide) => readonly DiffNote[],
    news: (note: DiffNote) => string,
  ): readonly DiffNote[] => {
    const before = new Set(find(base).map(news));
    return find(head).filter((note) => !before.has(news(note)));
  };
  const words = ({ id, says }: DiffNote): string => canonicalJson([id, says]);
  const all = [
    ...fresh(idle, ({ id }) => id),
    ...matching(base, head),
    ...fresh(forNobody, ({ id }) => id),
    ...fresh((side) => deadRoutes(side, at), words),
    ...fresh(silent, words),
  ];
  return sorted(
    all.map((each) => withPlace(each, placeOf)),
    by(
      ({ code }) => ORDER[code],
      ({ id }) => id,
      ({ says }) => says,
    ),
  );
}

const ORDER: { readonly [C in DiffNote['code']]: string } = {
  JOB_FUNCTION_MATCHES_NOBODY: '1',
  ROUTE_WITHOUT_ANYBODY: '2',
  PACKAGE_FOR_NOBODY: '3',
  JOB_FUNCTION_MATCHES: '4',
  TICKET_GIVES_NOTHING: '5',
};

const THINGS: { readonly [C in DiffNote['code']]: Parameters<PlaceOf>[0] } = {
  JOB_FUNCTION_MATCHES_NOBODY: 'job function',
  JOB_FUNCTION_MATCHES: 'job function',
  PACKAGE_FOR_NOBODY: 'package',
  ROUTE_WITHOUT_ANYBODY: 'package',
  TICKET_GIVES_NOTHING: 'ticket',
};

function withPlace(note: DiffNote, placeOf: PlaceOf): DiffNote {
  const place = placeOf(THINGS[note.code], note.id);
  return place === undefined ? note : { ...note, place };
}

function idle({ manifest: { catalogue }, identity }: DiffSide): readonly DiffNote[] {
  if (!identity) return [];
  const unmatched = unmatchedAttributes(catalogue, identity);
  return idleJobFunctions(catalogue, identity).map((id) => {
    const wrong = unmatched
      .filter(({ jobFunction }) => jobFunction === id)
      .map(
        ({ attribute, values, meant }) =>
          `${attribute} ${values.map((each) => quoted(each)).join(' or ')}, which HR has of nobody${meant === undefined ? '' : `; did you mean ${quoted(meant)}?`}`,
      );
    const why = wrong.length > 0 ? `: it asks for ${wrong.join(', and for ')}` : '';
    return { code: 'JOB_FUNCTION_MATCHES_NOBODY', id, says: `matches nobody${why}` };
  });
}

/** Whom a job function of both ends fits otherwise than before. */
function matching(base: DiffSide, head: DiffSide): readonly DiffNote[] {
  const { identity: was } = base;
  const { identity: is } = head;
  if (!was || !is) return [];
  const rules = new Map(base.manifest.catalogue.jobFunctions.map((each) => [each.id, each]));
  return head.manifest.catalogue.jobFunctions.flatMap((rule): DiffNote[] => {
    const old = rules.get(rule.id);
    const [before, after] = [old ? countOf(old, was.people) : 0, countOf(rule, is.people)];
    if (!old || before === after || after === 0) return [];
    return [
      { code: 'JOB_FUNCTION_MATCHES', id: rule.id, says: `matches ${after} people instead of ${before}` },
    ];
  });
}

function countOf(rule: JobFunctionDeclaration, people: readonly PersonRecord[]): number {
  return people.filter((record) => jobFunctionMatches(rule, record)).length;
}

function forNobody({ manifest: { catalogue }, identity }: DiffSide): readonly DiffNote[] {
  const none = new Set(identity ? idleJobFunctions(catalogue, identity) : []);
  const offering = (id: string, rules: Catalogue['jobFunctions']): string[] =>
    rules
      .filter(({ birthright, mayRequest }) => birthright.includes(id) || mayRequest.includes(id))
      .map((each) => each.id);
  return catalogue.packages.flatMap(({ id }): DiffNote[] => {
    const offered = offering(id, catalogue.jobFunctions);
    const lets = offered.some((each) => !none.has(each));
    if (lets || catalogue.workloads.some(({ mayRequest }) => mayRequest.includes(id))) return [];
    const why =
      offered.length === 0
        ? 'no job function and no workload names it'
        : `of the job functions that name it, ${listed(offered, 3)}, none matches anybody`;
    return [{ code: 'PACKAGE_FOR_NOBODY', id, says: `nobody can get it: ${why}` }];
  });
}

/** Roles of routes whose holders are all away or gone; a manager is another for everybody who asks. */
function deadRoutes({ manifest: { catalogue }, identity }: DiffSide, at: Instant): readonly DiffNote[] {
  if (!identity) return [];
  const people = new Map(identity.people.map((each) => [`hr:${each.id}`, each]));
  const book = { people: { personOf: () => undefined }, teams: catalogue.teams };
  const isAlive = (who: string): boolean => {
    const record = people.get(who);
    return record !== undefined && employmentAt(record, at).state === 'at-work';
  };
  return catalogue.packages.flatMap((wanted) => {
    const asked = { principal: workload('-'), package: wanted };
    const dead = approverRoles(wanted.approval)
      .filter(({ role }) => role !== 'manager')
      .filter((role) => ![...holdersOf(role, asked, book)].some(isAlive))
      .map((role) => roleText(role, asked));
    return dead.map((role): DiffNote => ({
      code: 'ROUTE_WITHOUT_ANYBODY',
      id: wanted.id,
      says: `nobody who is at work can approve it as ${role}`,
    }));
  });
}

/** Tickets that give nothing. That time is not yet there, or over, is told by the ticket itself. */
function silent({ manifest: { omitted } }: DiffSide): readonly DiffNote[] {
  return omitted
    .filter(({ state }) => state !== 'upcoming' && state !== 'ended')
    .map(({ ticket, state, reasons: [first] }) => ({
      code: 'TICKET_GIVES_NOTHING',
      id: ticket,
      says: `gives nothing: it is ${state}${first ? `, ${first.message}` : ''}`,
    }));
}
