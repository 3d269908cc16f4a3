import fc from 'fast-check';
import {
  changesBetween,
  isCovered,
  questionsBetween,
  type Catalogue,
  type Change,
  type ChangeQuestions,
  type Manifest,
} from '../../lib/manifest/index.js';
import type { Window } from '../../lib/model/index.js';
import { parseInstant } from '../../lib/kernel/index.js';
import { synthesize, type SynthInputs } from '../../lib/synth/index.js';
import {
  ADMIN,
  catalogue,
  group,
  H,
  inputs,
  jobFunction,
  pack,
  READ,
  set,
  STAFF,
  ticket,
} from '../synth/builders.js';

const READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const EVERYTHING = 'arn:aws:iam::aws:policy/AdministratorAccess';

const made = (changes: Partial<SynthInputs> = {}): Manifest => synthesize(inputs(changes)).manifest;

function asked(before: Manifest, after: Manifest): { changes: Change[]; questions: ChangeQuestions } {
  return { changes: changesBetween(before, after), questions: questionsBetween(before, after) };
}

/** The three answers over everything that changed. */
function answers(before: Manifest, after: Manifest): readonly unknown[] {
  const { changes, questions } = asked(before, after);
  expect(changes).not.toEqual([]);
  return [
    questions.broadensAccess(...changes),
    questions.privileged(...changes).length > 0,
    questions.endsAccess(...changes),
  ];
}

const withSets = (read: string, admin = EVERYTHING, sessionMinutes = 60): Catalogue =>
  catalogue({
    permissionSets: [set(READ, { managed: [read], sessionMinutes }), set(ADMIN, { managed: [admin] })],
  });
const asks = (id: string, hours = 4) =>
  ticket('ACC-1', { package: id, window: { start: 'on-approval', for: hours * H } });

test('of nothing that changed every question is answered no', () => {
  const one = made();
  const questions = questionsBetween(one, one);
  expect([questions.broadensAccess(), questions.privileged(), questions.endsAccess()]).toEqual([
    'no',
    [],
    'no',
  ]);
});

test('an edge that comes broadens, one that goes ends, and what the group of it holds makes it privileged', () => {
  const declared = withSets(READ_ONLY);
  const none = made({ catalogue: declared });
  const admin = made({ catalogue: declared, tickets: [asks('prod-admin')] });
  const audit = made({ catalogue: declared, tickets: [asks('audit')] });
  expect(answers(none, admin)).toEqual(['yes', true, 'no']);
  expect(answers(admin, none)).toEqual(['no', true, 'yes']);
  expect(answers(none, audit)).toEqual(['yes', false, 'no']);
});

test('a window that is longer broadens, a shorter one ends, and one within another basis does neither', () => {
  const declared = withSets(READ_ONLY);
  const [short, long] = [4, 8].map((hours) => made({ catalogue: declared, tickets: [asks('audit', hours)] }));
  expect(answers(short!, long!)).toEqual(['yes', false, 'no']);
  expect(answers(long!, short!)).toEqual(['no', false, 'yes']);
  const both = {
    ...declared,
    packages: [...declared.packages, pack('staff-again', declared.packages[0]!.grants[0].entitlements)],
    jobFunctions: [jobFunction('engineer', { birthright: ['baseline'], mayRequest: ['staff-again'] })],
  };
  const alone = made({ catalogue: both });
  const twice = made({ catalogue: both, tickets: [asks('staff-again')] });
  expect(answers(alone, twice)).toEqual(['no', false, 'no']);
});

test('a content that allows more broadens, one that allows less ends, by meaning and not by text', () => {
  const [narrow, wide] = [READ_ONLY, EVERYTHING].map((read) => made({ catalogue: withSets(read) }));
  expect(answers(narrow!, wide!)).toEqual(['yes', true, 'no']);
  expect(answers(wide!, narrow!)).toEqual(['no', true, 'yes']);
  const [hour, day] = [60, 480].map((minutes) =>
    made({ catalogue: withSets(READ_ONLY, EVERYTHING, minutes) }),
  );
  expect(answers(hour!, day!)).toEqual(['yes', false, 'no']);
  const inline = (...Action: string[]): Catalogue =>
    catalogue({
      permissionSets: [
        set(READ, {
          inline: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
        }),
        set(ADMIN),
      ],
    });
  const same = asked(
    made({ catalogue: inline('sqs:*') }),
    made({ catalogue: inline('sqs:SendMessage', 'sqs:*') }),
  );
  expect(same.questions.broadensAccess(...same.changes)).toBe('no');
  expect(same.questions.endsAccess(...same.changes)).toBe('no');
});

test('a set that others describe at one end, and that is held at both, cannot be told', () => {
  const known = made({ catalogue: withSets(READ_ONLY), tickets: [asks('audit')] });
  const { catalogue: described } = known;
  const unknown = {
    ...known,
    catalogue: { ...described, permissionSets: described.permissionSets.slice(1) },
  };
  expect(answers(unknown, known)).toEqual(['cannot-tell', false, 'cannot-tell']);
  const nobody = made({ catalogue: withSets(READ_ONLY) });
  const held = { ...nobody, edges: nobody.edges.filter(({ edge }) => edge.target.kind !== 'aws.assignment') };
  const bare = {
    ...held,
    catalogue: { ...held.catalogue, permissionSets: described.permissionSets.slice(1) },
  };
  expect(answers(bare, held)).toEqual(['no', false, 'no']);
});

test('a group that restricts is the other way round, and what it lets go cannot be told', () => {
  const quarantine = (restrictive: boolean): Catalogue => {
    const declared = catalogue();
    return {
      ...declared,
      groups: declared.groups.map((each) => (each.ref === STAFF ? group(STAFF, { restrictive }) : each)),
    };
  };
  const nobody = (of: Catalogue): Catalogue => ({ ...of, jobFunctions: [] });
  const [held, free] = [made({ catalogue: quarantine(true) }), made({ catalogue: nobody(quarantine(true)) })];
  expect(answers(free, held)).toEqual(['no', false, 'cannot-tell']);
  expect(answers(held, free)).toEqual(['cannot-tell', false, 'no']);
  expect(
    answers(made({ catalogue: nobody(quarantine(false)) }), made({ catalogue: quarantine(false) })),
  ).toEqual(['yes', false, 'no']);
});

test('a move to another stack touches what it touches, and broadens and ends nothing', () => {
  const one = made({ catalogue: withSets(READ_ONLY), tickets: [asks('prod-admin')] });
  const moved = {
    ...one,
    edges: one.edges.map((each) =>
      each.carriage.by === 'terraform' ? { ...each, carriage: { ...each.carriage, stack: 'another' } } : each,
    ),
  };
  expect(answers(one, moved)).toEqual(['no', true, 'no']);
});

test('what nobody describes is privileged', () => {
  const one = made({ catalogue: withSets(READ_ONLY), tickets: [asks('audit')] });
  const bare = { ...one, catalogue: { ...one.catalogue, permissionSets: [] } };
  expect(answers({ ...bare, edges: [] }, bare)).toEqual(['yes', true, 'no']);
});

test('whatever broadens from one end to the other ends the other way round', () => {
  const catalogues = [withSets(READ_ONLY), withSets(EVERYTHING), withSets(READ_ONLY, EVERYTHING, 90)];
  const some = fc
    .record({
      declared: fc.constantFrom(...catalogues),
      wanted: fc.subarray(['prod-admin', 'audit', 'stage-direct']),
      hours: fc.constantFrom(2, 5),
    })
    .map(({ declared, wanted, hours }) =>
      made({
        catalogue: declared,
        tickets: wanted.map((id, index) =>
          ticket(`ACC-${index + 1}`, { package: id, window: { start: 'on-approval', for: hours * H } }),
        ),
      }),
    );
  fc.assert(
    fc.property(some, some, (a, b) => {
      const [there, back] = [asked(a, b), asked(b, a)];
      expect(there.questions.broadensAccess(...there.changes)).toBe(
        back.questions.endsAccess(...back.changes),
      );
      expect(there.questions.privileged(...there.changes)).toEqual(
        back.questions.privileged(...back.changes),
      );
    }),
    { numRuns: 20 },
  );
});

test('windows that touch cover what lies over both, and a gap does not', () => {
  const w = (start: number, end: number | 'standing'): Window => ({
    start: parseInstant(`2026-01-0${start}T00:00:00Z`),
    end: end === 'standing' ? end : parseInstant(`2026-01-0${end}T00:00:00Z`),
  });
  expect(isCovered(w(1, 5), [w(3, 6), w(1, 3)])).toBe(true);
  expect(isCovered(w(1, 5), [w(1, 3), w(4, 6)])).toBe(false);
  expect(isCovered(w(1, 5), [w(2, 6)])).toBe(false);
  expect(isCovered(w(1, 'standing'), [w(1, 9)])).toBe(false);
  expect(isCovered(w(1, 'standing'), [w(1, 4), w(4, 'standing')])).toBe(true);
  expect(isCovered(w(1, 2), [])).toBe(false);
});
