import { plus } from '../../lib/kernel/index.js';
import { acceptedBirthrights, inForce } from '../../lib/workflow/index.js';
import type { Manifest } from '../../lib/manifest/index.js';
import { AS_OF } from '../_helpers/people.js';
import { TWO, WIDE, CLERKS, Desk, holders, codes, held, reader, SRES } from './_desk.js';
import { approves, catalogueBy, identityBy, judge, type Declared } from './governance/_stage.js';

test('a birthright that nobody approved is held back, however often it is synthesized; what was there before stays', async () => {
  const desk = await Desk.of();
  for (const minutes of [0, 1, 2]) {
    const manifest = await desk.synth({ extra: true }, { asOf: plus(AS_OF, minutes * 60_000) });
    expect(codes(manifest)).toEqual(['BIRTHRIGHT_HELD extra as engineer']);
    expect([holders(manifest, 'extra'), holders(manifest, 'baseline')]).toEqual([[], SRES]);
    expect(held(manifest)).toEqual(SRES.map((who) => `${who} extra`));
    expect(manifest.declared).toEqual(catalogueBy({ extra: true }));
  }
});

test('honest twin: the approved one is given, by a change that says so and is used once', async () => {
  const desk = await Desk.of();
  const record = await desk.approve({ extra: true });
  expect([record.outcome, record.gives?.map(({ package: id }) => id)]).toEqual(['approve', ['extra']]);
  const manifest = await desk.synth({ extra: true });
  expect([codes(manifest), holders(manifest, 'extra')]).toEqual([[], SRES]);
  expect(manifest.declared).toBeUndefined();
  const again = await desk.synth({ extra: true }, { asOf: plus(AS_OF, 60_000) });
  expect([codes(again), holders(again, 'extra')]).toEqual([[], SRES]);
  // What went by the change is gone with it: it gives nothing a second time.
  expect(holders(await desk.synth({}), 'extra')).toEqual([]);
  expect(codes(await desk.synth({ extra: true }))).toEqual(['BIRTHRIGHT_HELD extra as engineer']);
});

test('what waits, was refused, ran out, or is of other content covers nothing', async () => {
  const desk = await Desk.of();
  expect((await desk.approve(WIDE, { reviews: TWO })).outcome).toBe('pending');
  expect(codes(await desk.synth(WIDE))).toHaveLength(1);
  await desk.approve(WIDE);
  expect(codes(await desk.synth({ extra: true }))).toHaveLength(1);
  await desk.approve({ extra: true });
  const late = plus(AS_OF, 15 * 86_400_000);
  const ground = await acceptedBirthrights(
    await desk.stage.evidence.records(),
    desk.stage.evidence.open().bodies,
  );
  const declared = catalogueBy({ extra: true });
  expect(inForce(declared, ground!, late).heldBack).toHaveLength(1);
  expect(inForce(declared, ground!, plus(AS_OF, -1)).heldBack).toHaveLength(1);
  expect(inForce(declared, ground!, AS_OF).heldBack).toEqual([]);
  // A later word on the same change takes it back.
  await desk.approve({ extra: true }, { reviews: [approves('3'), approves('4', { state: 'dismissed' })] });
  expect(codes(await desk.synth({ extra: true }))).toHaveLength(1);
});

describe('a role under a birthright that lets people do more', () => {
  test('stays as it was until it is approved, and everybody keeps it', async () => {
    const desk = await Desk.of();
    for (const minutes of [0, 1]) {
      const manifest = await desk.synth(WIDE, { asOf: plus(AS_OF, minutes * 60_000) });
      expect(codes(manifest)).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
      expect(manifest.heldBack?.[0]?.targets).toEqual(['Reader on sandbox']);
      expect(reader(manifest.catalogue)).toEqual(reader(catalogueBy()));
      expect([holders(manifest, 'baseline'), held(manifest)]).toEqual([SRES, []]);
    }
  });

  test('honest twin: approved it is so at once', async () => {
    const desk = await Desk.of();
    await desk.approve(WIDE);
    const manifest = await desk.synth(WIDE);
    expect([codes(manifest), holders(manifest, 'baseline')]).toEqual([[], SRES]);
    expect(reader(manifest.catalogue)).toEqual(reader(catalogueBy(WIDE)));
  });

  test('one that lets them do less needs nobody, whatever else is held back', async () => {
    const desk = await Desk.of(WIDE);
    const narrow = await desk.synth({ extra: true });
    expect(codes(narrow)).toEqual(['BIRTHRIGHT_HELD extra as engineer']);
    expect(reader(narrow.catalogue)).toEqual(reader(catalogueBy()));
    expect([holders(narrow, 'baseline'), held(narrow)]).toEqual([SRES, SRES.map((who) => `${who} extra`)]);
    // It was no more once it was taken back.
    expect(codes(await desk.synth(WIDE))).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
  });

  test('an approval of one content does not cover another', async () => {
    const desk = await Desk.of();
    await desk.approve(WIDE);
    const other = await desk.synth({ baseline: ['s3:GetObject', 's3:PutObject'] });
    expect(codes(other)).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
    expect(reader(other.catalogue)).toEqual(reader(catalogueBy()));
  });
});

describe('a job function that more people fit', () => {
  test('gives those whom it fitted what they had, and the others nothing until it is approved', async () => {
    const desk = await Desk.of();
    const manifest = await desk.synth(CLERKS);
    expect(codes(manifest)).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
    expect([holders(manifest, 'baseline'), held(manifest)]).toEqual([SRES, ['hr:9 baseline']]);
    const again = await desk.synth(CLERKS, { asOf: plus(AS_OF, 60_000) });
    expect([holders(again, 'baseline'), held(again)]).toEqual([SRES, ['hr:9 baseline']]);
    await desk.approve(CLERKS);
    const approved = await desk.synth(CLERKS);
    expect([codes(approved), holders(approved, 'baseline')]).toEqual([[], [...SRES, 'hr:9']]);
  });

  test('and fewer: those are taken from at once, whatever is held back', async () => {
    const desk = await Desk.of(CLERKS);
    const manifest = await desk.synth({ jobs: ['CLERK', 'GOV'] });
    expect(holders(manifest, 'baseline')).toEqual(['hr:9']);
    expect(held(manifest)).toEqual(['hr:3', 'hr:4', 'hr:5'].map((who) => `${who} baseline`));
  });
});

describe('who comes and goes by the feeds', () => {
  const hired = identityBy({ hr: { 9: { job_code: 'SRE1' } } });

  test('is given by a rule that is as it was, and never held', async () => {
    const desk = await Desk.of();
    const manifest = await desk.synth({}, { identity: hired });
    expect([codes(manifest), held(manifest)]).toEqual([[], []]);
    expect(holders(manifest, 'baseline')).toEqual([...SRES, 'hr:9']);
  });

  test('also while something else of the same package is held back', async () => {
    const desk = await Desk.of();
    for (const declared of [CLERKS, WIDE, { extra: true }]) {
      await desk.synth(declared);
      const manifest = await desk.synth(declared, { identity: hired, asOf: plus(AS_OF, 60_000) });
      expect(holders(manifest, 'baseline')).toEqual([...SRES, 'hr:9']);
    }
  });
});

test('the same by another name is no more: a job function or package that is called otherwise, or split', async () => {
  const desk = await Desk.of();
  const declared = catalogueBy();
  const renamed = {
    ...declared,
    jobFunctions: declared.jobFunctions.map((each) => ({ ...each, id: 'engineers' })),
  };
  const manifest = await desk.synth(renamed);
  expect([codes(manifest), held(manifest), holders(manifest, 'baseline')]).toEqual([[], [], SRES]);
  const split = {
    ...declared,
    jobFunctions: declared.jobFunctions.flatMap((each) => [
      { ...each, id: 'staff', when: { ...each.when, worker: ['employee'] as const } },
      { ...each, id: 'strangers', when: { ...each.when, worker: ['vendor'] as const } },
    ]),
  };
  const parted = await desk.synth(split);
  expect([codes(parted), holders(parted, 'baseline')]).toEqual([[], SRES]);
});

test('what a carrier would newly hold for people who are in it by birthright is not there until it is approved', async () => {
  const desk = await Desk.of();
  const more: Declared = { carries: true };
  const manifest = await desk.synth(more);
  expect(codes(manifest)).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
  expect([holders(manifest, 'baseline'), held(manifest)]).toEqual([SRES, []]);
  const carried = ({ edges }: Manifest) =>
    edges.filter(({ role, because: [{ package: id }] }) => role === 'structure' && id === 'baseline').length;
  expect(carried(manifest)).toBe(1);
  await desk.approve(more);
  const approved = await desk.synth(more);
  expect([codes(approved), carried(approved)]).toEqual([[], 2]);
});

test('whoever judges the next change sees what is held back as new, and who approves that approves it', async () => {
  const desk = await Desk.of();
  await desk.synth({ extra: true });
  const { recorder, bodies } = desk.stage.evidence.open();
  const accepted = await acceptedBirthrights(await recorder.read(), bodies);
  const base: Declared = { extra: true };
  const head: Declared = { extra: true, max: '24h' };
  const silent = await judge({ base, head, reviews: TWO });
  expect([silent.outcome, silent.effect?.birthrights]).toEqual(['approve', []]);
  const told = await judge({ base, head, reviews: TWO, accepted: accepted! });
  expect([
    told.outcome,
    told.effect?.birthrights.map(({ package: id, change }) => `${id} ${change}`),
  ]).toEqual(['pending', SRES.map(() => 'extra appears')]);
  await desk.approve(head, { base, accepted: accepted! });
  const manifest = await desk.synth(head);
  expect([codes(manifest), holders(manifest, 'extra')]).toEqual([[], SRES]);
});

test('where the manifest of the newest synthesis is not kept any more it is said, and nothing is guessed', async () => {
  const desk = await Desk.of();
  const records = await desk.stage.evidence.records();
  const erased = { tryFind: () => Promise.resolve(undefined) };
  await expect(acceptedBirthrights(records, erased)).rejects.toMatchObject({ code: 'BIRTHRIGHTS_UNKNOWN' });
  expect(await acceptedBirthrights([], erased)).toBeUndefined();
});
