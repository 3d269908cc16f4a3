import { join } from 'node:path';
import { directoryStore } from '../../../lib/adapters/ledger/directory.js';
import { verifyLedger } from '../../../lib/evidence/index.js';
import { tempFolder } from '../../_helpers/temp.js';
import { ledgerOf } from '../../evidence/_ledger.js';

describe('a ledger in a directory', () => {
  it('verifies after it was founded and appended to', async () => {
    const store = directoryStore(join(tempFolder(), 'ledger'));
    const { hands } = await ledgerOf(store, 30, 4);
    const verdict = await verifyLedger({ store, key: hands.noteKey });
    expect(verdict).toMatchObject({ state: 'whole', entries: 31, covered: 31, fault: undefined });
  });
});
