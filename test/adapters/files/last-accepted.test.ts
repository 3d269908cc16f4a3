import { join } from 'node:path';
import { lastAcceptedIn } from '../../../lib/adapters/files/last-accepted.js';
import { tempFolder } from '../../_helpers/temp.js';

describe('the feeds accepted last', () => {
  test('are none where there is no result yet', async () => {
    await expect(lastAcceptedIn(join(tempFolder({}), 'out'))).resolves.toBeUndefined();
  });

  test('are not none where the result cannot be looked at: a fall would be held to nothing', async () => {
    const folder = tempFolder({ out: 'a file' });
    await expect(lastAcceptedIn(join(folder, 'out'))).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  });
});
