import { plus } from '../../lib/kernel/index.js';
import type { Catalogue } from '../../lib/manifest/index.js';
import { oktaApp } from '../../lib/model/index.js';
import { AS_OF } from '../_helpers/people.js';
import { codes, Desk, held, holders, SRES, WIDE } from './_desk.js';
import { catalogueBy, type Declared } from './governance/_stage.js';

const at = (minutes: number) => ({ asOf: plus(AS_OF, minutes * 60_000) });
const EXTRA_HELD = ['BIRTHRIGHT_HELD extra as engineer'];
const BASELINE_HELD = ['BIRTHRIGHT_HELD baseline as engineer'];

describe('what was held back is no more accepted the next time', () => {
  test('a birthright that is for others now is theirs by no number of syntheses', async () => {
    const desk = await Desk.of();
    for (const minutes of [0, 1, 2]) {
      const manifest = await desk.synth({ jobs: ['CLERK'] }, at(minutes));
      expect([codes(manifest), held(manifest)]).toEqual([BASELINE_HELD, ['hr:9 baseline']]);
      expect(holders(manifest, 'baseline')).toEqual([]);
      expect(manifest.heldBack?.map(({ targets }) => targets)).toEqual([['Reader on sandbox']]);
    }
    await desk.approve({ jobs: ['CLERK'] });
    expect(holders(await desk.synth({ jobs: ['CLERK'] }, at(3)), 'baseline')).toEqual(['hr:9']);
  });

  test('an app that is privileged now stays as it was for who has it', async () => {
    const desk = await Desk.of(withApp());
    for (const minutes of [0, 1, 2]) {
      const manifest = await desk.synth(withApp('it pays out'), at(minutes));
      expect([codes(manifest), holders(manifest, 'baseline')]).toEqual([BASELINE_HELD, SRES]);
      expect(manifest.catalogue.apps?.map(({ privileged }) => privileged)).toEqual([[]]);
    }
    // Honest twin: what is no other app gives what it gave.
    expect(codes(await desk.synth(withApp(), at(3)))).toEqual([]);
  });

  test('a new role that says other than was approved of it', async () => {
    const desk = await Desk.of(withoutOperator(catalogueBy()));
    const other: Declared = { extra: true, operator: ['s3:PutObject', 's3:DeleteObject'] };
    await desk.approve({ extra: true });
    for (const minutes of [0, 1, 2]) {
      const manifest = await desk.synth(other, at(minutes));
      expect([codes(manifest), holders(manifest, 'extra')]).toEqual([EXTRA_HELD, []]);
    }
    expect(holders(await desk.synth({ extra: true }, at(3)), 'extra')).toEqual(SRES);
  });
});

describe('an approval is used up by what is given by it', () => {
  test('also where the same people had less of it already', async () => {
    const desk = await Desk.of();
    await desk.approve(WIDE);
    expect(codes(await desk.synth(WIDE))).toEqual([]);
    await desk.synth({}, at(1));
    expect(codes(await desk.synth(WIDE, at(2)))).toEqual(BASELINE_HELD);
  });

  test('that of exactly what is declared before one of more, whichever was first', async () => {
    const desk = await Desk.of();
    const more: Declared = { extra: true, jobs: ['SRE1', 'CLERK'] };
    await desk.approve(more);
    await desk.approve({ extra: true }, { change: { change: 'github.com/acme/access/pull/8' } });
    expect(holders(await desk.synth({ extra: true }), 'extra')).toEqual(SRES);
    expect(holders(await desk.synth(more, at(1)), 'extra')).toEqual([...SRES, 'hr:9']);
  });

  test('also where fewer people had the same already', async () => {
    const desk = await Desk.of({ extra: true });
    const more: Declared = { extra: true, jobs: ['SRE1', 'CLERK'] };
    await desk.approve(more, { base: { extra: true } });
    expect(holders(await desk.synth(more), 'extra')).toEqual([...SRES, 'hr:9']);
    await desk.synth({ extra: true }, at(1));
    const again = await desk.synth(more, at(2));
    expect(holders(again, 'extra')).toEqual(SRES);
    expect(held(again)).toEqual(['hr:9 baseline', 'hr:9 extra']);
  });
});

/** Before there was such a role, and who could ask for it. */
function withoutOperator(declared: Catalogue): Catalogue {
  return {
    ...declared,
    permissionSets: declared.permissionSets.filter(({ ref }) => ref.name !== 'Operator'),
    packages: declared.packages.filter(({ id }) => id !== 'operate'),
    jobFunctions: declared.jobFunctions.map((each) => ({ ...each, mayRequest: [] })),
  };
}

/** The birthright is an app beside the role. */
function withApp(...privileged: string[]): Catalogue {
  const plain = catalogueBy();
  const ref = oktaApp('Ledger');
  return {
    ...plain,
    apps: [{ ref, description: 'The books', privileged }],
    packages: plain.packages.map((each) => {
      if (each.id !== 'baseline') return each;
      const [grant] = each.grants;
      const path = { target: ref, carrier: 'direct' } as const;
      return { ...each, grants: [{ ...grant, entitlements: [...grant.entitlements, path] }] };
    }),
  };
}
