import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileBundles } from '../../lib/adapters/terraform/index.js';
import { tempFolder } from '../_helpers/temp.js';

const STACK = 'aws-groups-0';

function opened(files: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder(files);
  return { folder, bundles: new FileBundles(join(folder, 'plans'), join(folder, 'seen')) };
}
const coded = (code: string): unknown => expect.objectContaining({ code });

describe('which state was seen', () => {
  it('is what was remembered; where nothing ever was, nothing', async () => {
    const { bundles } = opened();
    expect(await bundles.seen(STACK)).toBeUndefined();
    await bundles.remember(STACK, { lineage: 'l', serial: 3 });
    expect(await bundles.seen(STACK)).toEqual({ lineage: 'l', serial: 3 });
  });

  it('that cannot be read is not taken for none, or a lost state would be planned on', async () => {
    const { folder, bundles } = opened();
    mkdirSync(join(folder, 'seen', `${STACK}.json`), { recursive: true });
    await expect(bundles.seen(STACK)).rejects.toEqual(coded('INPUT_UNREADABLE'));
    const other = opened({ seen: 'a file where the folder was' });
    await expect(other.bundles.seen(STACK)).rejects.toEqual(coded('INPUT_UNREADABLE'));
  });

  it.each([
    ['an empty file', '', 'INPUT_MALFORMED'],
    ['half of one', '{"lineage":"l"', 'INPUT_MALFORMED'],
    ['nothing of it', '{}', 'SCHEMA_INVALID'],
    ['null', 'null', 'SCHEMA_INVALID'],
    ['a serial in words', '{"lineage":"l","serial":"3"}', 'SCHEMA_INVALID'],
    ['more than one is long', `{"lineage":"${'l'.repeat(5000)}","serial":3}`, 'INPUT_TOO_LARGE'],
  ])('of which the file says %s is refused', async (_, text, code) => {
    const { bundles } = opened({ [`seen/${STACK}.json`]: text });
    await expect(bundles.seen(STACK)).rejects.toEqual(coded(code));
  });
});

describe('bundles', () => {
  it('take the place of what was there, whole', async () => {
    const { folder, bundles } = opened({
      [`plans/${STACK}/old`]: 'x',
      [`plans/.writing-${STACK}/half`]: 'x',
    });
    await bundles.write(STACK, new Map([['plan.tfplan', 'new']]));
    expect(readdirSync(join(folder, 'plans'))).toEqual([STACK]);
    expect(readdirSync(join(folder, 'plans', STACK))).toEqual(['plan.tfplan']);
    expect(readFileSync(join(folder, 'plans', STACK, 'plan.tfplan'), 'utf8')).toBe('new');
  });

  it('of which a file cannot be written leave the one before', async () => {
    const { folder, bundles } = opened({ [`plans/${STACK}/plan.tfplan`]: 'old' });
    const files = new Map([
      ['plan.tfplan', 'new'],
      ['no/such/folder', 'x'],
    ]);
    await expect(bundles.write(STACK, files)).rejects.toEqual(coded('WRITE_FAILED'));
    expect(readdirSync(join(folder, 'plans'))).toEqual([STACK]);
    expect(readFileSync(join(folder, 'plans', STACK, 'plan.tfplan'), 'utf8')).toBe('old');
  });

  it('of stacks that nobody wants any more go, with what was left half written; where there is no folder, none do', async () => {
    const { folder, bundles } = opened({
      [`plans/${STACK}/plan.tfplan`]: 'x',
      'plans/aws-gone-0/plan.tfplan': 'x',
      'plans/.writing-aws-gone-0/plan.tfplan': 'x',
    });
    await bundles.keepOnly(new Set([STACK]));
    expect(readdirSync(join(folder, 'plans'))).toEqual([STACK]);
    const { folder: bare, bundles: none } = opened();
    await none.keepOnly(new Set([STACK]));
    expect(existsSync(join(bare, 'plans'))).toBe(false);
  });

  it('that cannot be listed are not taken for none', async () => {
    const { folder, bundles } = opened();
    writeFileSync(join(folder, 'plans'), 'a file where the folder was');
    await expect(bundles.keepOnly(new Set([STACK]))).rejects.toEqual(coded('INPUT_UNREADABLE'));
  });
});
