import { plus } from '../../lib/kernel/index.js';
import { recordGovernance } from '../../lib/workflow/index.js';
import { AS_OF } from '../_helpers/people.js';
import { ALL, WIDE, Desk, holders, codes, reader, SRES } from './_desk.js';
import { catalogueBy, judge, type Declared } from './governance/_stage.js';

describe('one role of which others were accepted for more', () => {
  const OTHERS: Declared = { ...WIDE, jobs: ['CLERK'] };
  const BOTH: Declared = { ...WIDE, jobs: ['SRE1', 'CLERK'] };

  test('stays as it was while somebody who has it was not, and the approval is not used up by that', async () => {
    const desk = await Desk.of();
    await desk.approve(OTHERS);
    const manifest = await desk.synth(BOTH);
    expect(reader(manifest.catalogue)).toEqual(reader(catalogueBy()));
    expect([codes(manifest), holders(manifest, 'baseline')]).toEqual([
      ['BIRTHRIGHT_HELD baseline as engineer'],
      SRES,
    ]);
    expect(holders(await desk.synth(OTHERS, { asOf: plus(AS_OF, 60_000) }), 'baseline')).toEqual(['hr:9']);
  });

  test('honest twin: is as approved where they do not have it any more', async () => {
    const desk = await Desk.of();
    await desk.approve(OTHERS);
    const manifest = await desk.synth(OTHERS);
    expect(reader(manifest.catalogue)).toEqual(reader(catalogueBy(WIDE)));
    expect([codes(manifest), holders(manifest, 'baseline')]).toEqual([[], ['hr:9']]);
  });
});

describe('an approved change is used once', () => {
  test('also where it is recorded again after it was', async () => {
    const desk = await Desk.of();
    await desk.approve({ extra: true });
    expect(holders(await desk.synth({ extra: true }), 'extra')).toEqual(SRES);
    expect(holders(await desk.synth({}), 'extra')).toEqual([]);
    // Some other input of it: it is said again, and the same people approved the same content.
    expect((await desk.approve({ extra: true }, { hr: { 9: { name: 'Nine' } } })).outcome).toBe('approve');
    expect(codes(await desk.synth({ extra: true }))).toEqual(['BIRTHRIGHT_HELD extra as engineer']);
  });

  test('honest twin: another change of the same content gives it again', async () => {
    const desk = await Desk.of();
    await desk.approve({ extra: true });
    await desk.synth({ extra: true });
    await desk.synth({});
    await desk.approve({ extra: true }, { change: { change: 'github.com/acme/access/pull/8' } });
    expect(holders(await desk.synth({ extra: true }), 'extra')).toEqual(SRES);
  });

  test('also where fewer are given by it than it was approved for', async () => {
    const desk = await Desk.of();
    await desk.approve({ extra: true, jobs: ['SRE1', 'CLERK'] });
    expect(holders(await desk.synth({ extra: true }), 'extra')).toEqual(SRES);
    await desk.synth({});
    expect(codes(await desk.synth({ extra: true }))).toEqual(['BIRTHRIGHT_HELD extra as engineer']);
  });

  test('honest twin: one of more people waits for its own merge while one of fewer is gone by', async () => {
    const desk = await Desk.of();
    await desk.approve({ extra: true });
    const more: Declared = { extra: true, jobs: ['SRE1', 'CLERK'] };
    await desk.approve(more, { change: { change: 'github.com/acme/access/pull/8' } });
    await desk.synth({ extra: true });
    expect(holders(await desk.synth(more), 'extra')).toEqual([...SRES, 'hr:9']);
  });
});

test('the latest word on a change is the one decided last, in whatever order they are recorded', async () => {
  const desk = await Desk.of();
  const early = await judge({ reviews: ALL, head: { extra: true } });
  const late = { ...early, at: plus(AS_OF, 60_000), outcome: 'pending' as const };
  const { world } = desk.stage;
  await recordGovernance(desk.stage.ports().recorder!, world.clock, late);
  await recordGovernance(desk.stage.ports().recorder!, world.clock, early);
  const asOf = plus(AS_OF, 120_000);
  expect(codes(await desk.synth({ extra: true }, { asOf }))).toEqual(['BIRTHRIGHT_HELD extra as engineer']);
  // Honest twin: a word that is later still gives it.
  await recordGovernance(desk.stage.ports().recorder!, world.clock, { ...early, at: plus(AS_OF, 90_000) });
  expect(codes(await desk.synth({ extra: true }, { asOf }))).toEqual([]);
});
