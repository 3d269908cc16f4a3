import { join } from 'node:path';
import { readRecords } from '../../../lib/adapters/files/decisions.js';
import { tempFolder } from '../../_helpers/temp.js';

const EMPTY = '{"schema":"writ.decisions/2","decisions":[]}';

describe('the records that a file keeps', () => {
  test('are none where there is no file yet', async () => {
    await expect(readRecords(join(tempFolder({}), 'decisions.json'))).resolves.toEqual([]);
    await expect(readRecords(join(tempFolder({ 'd.json': EMPTY }), 'd.json'))).resolves.toEqual([]);
  });

  test('are not none where the file cannot be looked at: it would be written over', async () => {
    const folder = tempFolder({ file: EMPTY });
    await expect(readRecords(join(folder, 'file', 'decisions.json'))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    });
  });
});
