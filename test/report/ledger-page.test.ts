import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteKeyText } from '../../lib/evidence/index.js';
import type { Verdict } from '../../lib/report/ledger-page/verifier/verify.js';
import { verifyLedger } from '../../lib/report/ledger-page/verifier/verify.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { writ } from '../cli/_io.js';
import { ledgerOf, type Hands } from '../evidence/_ledger.js';
import { filesOf, pageKinds } from './_page.js';
import { TAMPERINGS } from './_tampering.js';

describe('the verifier of the ledger page', () => {
  let base: string;
  let good: Folder;
  let hands: Hands;
  let copies = 0;

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'writ-page-'));
    good = new Folder(join(base, 'good'));
    ({ hands } = await ledgerOf(good.store, 12, 3));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  const copy = (): Folder => good.copyTo(join(base, `copy-${(copies += 1)}`));
  const key = (): string => noteKeyText(hands.noteKey);
  const verify = (ledger: Folder, held?: string): Promise<Verdict> =>
    verifyLedger({
      files: filesOf(ledger.root),
      key: key(),
      kinds: pageKinds(),
      held: held === undefined ? [] : [{ text: held, place: 'kept' }],
    });

  it('finds a good ledger whole, as the command does', async () => {
    const verdict = await verify(good);
    const { out, code } = await writ(['ledger', 'verify', '--copy', good.root, '--key', key(), '--json']);
    expect(code).toBe(0);
    const { state, entries, covered, checkpoints, root, ledger, origin } = verdict;
    expect(JSON.parse(out)).toMatchObject({ state, entries, covered, checkpoints, root, ledger, origin });
    expect(verdict).toMatchObject({ state: 'whole', entries: 13, covered: 13, checkpoints: 5 });
  });

  it.each(TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))(
    '%s: page and command name the same entry and layer',
    async (_, { tamper, layer, seq, held }) => {
      const ledger = copy();
      const kept = held === undefined ? undefined : join(base, `kept-${copies}.note`);
      if (held !== undefined && kept) await keep(good, held, kept);
      await tamper(ledger, hands);
      const { fault, entries } = await verify(ledger, held === undefined ? undefined : good.note(held));
      const { out, code } = await writ(
        ['ledger', 'verify', '--copy', ledger.root, '--key', key(), '--json'].concat(
          kept ? ['--held', kept] : [],
        ),
      );
      const document = JSON.parse(out) as { entries: number; fault?: { layer: string; seq?: number } };
      expect({ layer: fault?.layer, seq: fault?.seq }).toEqual({ layer, seq });
      expect({ layer: document.fault?.layer, seq: document.fault?.seq }).toEqual({ layer, seq });
      expect(entries).toBe(document.entries);
      expect(code).toBe(1);
    },
  );
});

async function keep(ledger: Folder, size: number, file: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, ledger.note(size));
}
