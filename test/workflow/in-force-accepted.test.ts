import type { LedgerRecord } from '../../lib/evidence/index.js';
import { digestOf, plus } from '../../lib/kernel/index.js';
import type { Catalogue, Manifest } from '../../lib/manifest/index.js';
import { birthrightRules } from '../../lib/policy/index.js';
import type { BodySource } from '../../lib/record/index.js';
import { acceptedBirthrights } from '../../lib/workflow/index.js';
import { narrowedTo } from '../../lib/workflow/in-force/effective.js';
import { AS_OF } from '../_helpers/people.js';
import { codes, Desk, holders, reader, SRES, WIDE } from './_desk.js';
import { catalogueBy, judge, type Declared } from './governance/_stage.js';

const at = (minutes: number) => ({ asOf: plus(AS_OF, minutes * 60_000) });
const BOTH: Pick<Declared, 'jobs'> = { jobs: ['SRE1', 'CLERK'] };

test('what is not declared any more is accepted no longer, also while something else is held back', async () => {
  const desk = await Desk.of();
  await desk.synth({ birthright: false, extra: true });
  const manifest = await desk.synth({ extra: true }, at(1));
  expect(codes(manifest)).toEqual([
    'BIRTHRIGHT_HELD baseline as engineer',
    'BIRTHRIGHT_HELD extra as engineer',
  ]);
  expect(holders(manifest, 'baseline')).toEqual([]);
});

test('less needs nobody, also where more was approved for more people', async () => {
  const desk = await Desk.of(WIDE);
  await desk.approve({ ...WIDE, ...BOTH }, { base: WIDE });
  const manifest = await desk.synth(BOTH);
  expect(reader(manifest.catalogue)).toEqual(reader(catalogueBy()));
  expect(holders(manifest, 'baseline')).toEqual(SRES);
});

test('only what was accepted of the content as it was is narrowed with it', () => {
  const [before, declared] = [catalogueBy(WIDE), catalogueBy()];
  const [rule] = birthrightRules(before);
  const other = {
    ...rule!,
    reach: Object.fromEntries(Object.keys(rule!.reach).map((key) => [key, digestOf('some other content')])),
  };
  const accepted = { catalogue: before, birthrights: [rule!, other], approved: [] };
  expect(narrowedTo(declared, accepted)).toEqual([birthrightRules(declared)[0], other]);
});

describe('what a carrier would newly hold', () => {
  const carried = ({ edges }: Manifest) =>
    edges.filter(({ role, because: [{ package: id }] }) => role === 'structure' && id === 'baseline').length;

  test('is not there for who is in it, whoever else has the same by birthright', async () => {
    const desk = await Desk.of(clerksHaveExtra());
    const manifest = await desk.synth(clerksHaveExtra({ carries: true }));
    expect([codes(manifest), carried(manifest)]).toEqual([['BIRTHRIGHT_HELD baseline as engineer'], 1]);
  });

  test('honest twin: is there where they have it all the same; only that it goes together is new', async () => {
    const desk = await Desk.of({ extra: true });
    const manifest = await desk.synth({ extra: true, carries: true });
    expect([manifest.heldBack?.map(({ targets }) => targets), carried(manifest)]).toEqual([[[]], 2]);
  });
});

test('what is held back is declared all the same: a change that leaves it as it is declares nothing', async () => {
  const { recorder, bodies } = (await Desk.of()).stage.evidence.open();
  const accepted = (await acceptedBirthrights(await recorder.read(), bodies))!;
  const same = await judge({ base: WIDE, head: WIDE, accepted });
  expect([same.differs, same.kind]).toEqual([[], 'governance']);
  // Honest twin: one that takes it back declares something.
  expect((await judge({ base: WIDE, accepted, head: {} })).differs).toEqual(['declarations']);
});

describe('an approval is one by what the ledger says and by the record beside it', () => {
  async function recorded(): Promise<{ records: readonly LedgerRecord[]; bodies: BodySource }> {
    const desk = await Desk.of();
    await desk.approve({ extra: true });
    return { records: await desk.stage.evidence.records(), bodies: desk.stage.evidence.open().bodies };
  }
  const waiting = (value: unknown) => ({ ...(value as object), outcome: 'pending' });

  test('honest twin: where both say so it counts', async () => {
    const { records, bodies } = await recorded();
    expect((await acceptedBirthrights(records, bodies))?.approved).toHaveLength(1);
  });

  test('where the ledger says that it waits it is none', async () => {
    const { records, bodies } = await recorded();
    const other = records.map((each) =>
      each.kind === 'governance' ? ({ ...each, body: waiting(each.body) } as LedgerRecord) : each,
    );
    expect((await acceptedBirthrights(other, bodies))?.approved).toEqual([]);
  });

  test.each<readonly [string, (kept: unknown) => unknown]>([
    ['says that it waits', waiting],
    ['was erased', () => undefined],
    ['is none', () => ({ schema: 'writ.governance/1' })],
  ])('where the record %s it is none', async (_, otherwise) => {
    const { records, bodies } = await recorded();
    const approvals = new Set(
      records.flatMap(({ kind, body }) => (kind === 'governance' ? [body.record] : [])),
    );
    const other: BodySource = {
      tryFind: async (digest) => {
        const kept = await bodies.tryFind(digest);
        return approvals.has(digest) ? otherwise(kept) : kept;
      },
    };
    expect((await acceptedBirthrights(records, other))?.approved).toEqual([]);
  });
});

/** Engineers have the baseline, and clerks the extra. */
function clerksHaveExtra(declared: Declared = {}): Catalogue {
  const plain = catalogueBy({ ...declared, extra: true });
  return {
    ...plain,
    jobFunctions: plain.jobFunctions.flatMap((each) => [
      { ...each, birthright: ['baseline'] },
      { ...each, id: 'clerk', when: { jobCode: ['CLERK'] as const }, birthright: ['extra'] },
    ]),
  };
}
