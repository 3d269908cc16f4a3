import { join } from 'node:path';
import { readRuleFiles } from '../../../lib/adapters/files/rules.js';
import { tempFolder } from '../../_helpers/temp.js';

const refused = expect.objectContaining({ code: 'INPUT_UNREADABLE' }) as Error;

describe('the rules of a folder', () => {
  test('are its files `*.cedar`, by name, and nothing else', async () => {
    const folder = tempFolder({
      'b.cedar': 'b',
      'a.cedar': 'a',
      'facts.cedarschema': 'no',
      'a.cedar.bak': 'no',
    });
    expect(await readRuleFiles(folder)).toEqual([
      { file: join(folder, 'a.cedar'), text: 'a' },
      { file: join(folder, 'b.cedar'), text: 'b' },
    ]);
  });

  test.each([
    ['that has nothing', {}],
    ['that has no rule', { 'facts.cedarschema': 'x', 'a.cedar.bak': 'x' }],
    ['of which one rule cannot be read', { 'a.cedar': 'a', 'b.cedar/c': 'a folder' }],
  ])('are refused of a folder %s: none at all decide nothing', async (_, files) => {
    await expect(readRuleFiles(tempFolder(files))).rejects.toThrow(refused);
  });

  test('are refused where the folder is not there or is a file, and not taken for none', async () => {
    const folder = tempFolder({ 'a.cedar': 'a' });
    await expect(readRuleFiles(join(folder, 'missing'))).rejects.toThrow('cannot be read');
    await expect(readRuleFiles(join(folder, 'a.cedar'))).rejects.toThrow(refused);
  });

  test('are refused above 1 MiB, and taken up to it', async () => {
    const most = 'x'.repeat(1024 * 1024);
    expect(await readRuleFiles(tempFolder({ 'a.cedar': most }))).toHaveLength(1);
    await expect(readRuleFiles(tempFolder({ 'a.cedar': `${most}x` }))).rejects.toMatchObject({
      code: expect.stringMatching(/^INPUT_/) as string,
    });
  });
});
