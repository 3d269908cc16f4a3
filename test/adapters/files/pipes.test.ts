import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readTextFile } from '../../../lib/adapters/files/text.js';
import { readSmallFile } from '../../../lib/adapters/ledger/reading.js';
import { tempFolder } from '../../_helpers/temp.js';

const onUnix = process.platform === 'win32' ? describe.skip : describe;

onUnix('H7 a file that is a pipe holds nobody up', () => {
  const pipe = (): string => {
    const path = join(tempFolder(), 'pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    return path;
  };

  it('as an input it is refused, as folders and devices are; a plain file is read', async () => {
    await expect(readTextFile(pipe(), 100)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
    await expect(readTextFile('/dev/zero', 100)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
    await expect(readTextFile(tempFolder(), 100)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
    await expect(readTextFile(join(tempFolder({ a: 'text' }), 'a'), 100)).resolves.toBe('text');
  });

  it('as a file of the ledger it is a fault', () => {
    expect(() => readSmallFile(pipe(), 100)).toThrow('cannot be read');
    expect(readSmallFile(join(tempFolder({ a: 'x' }), 'a'), 100)).toEqual(Buffer.from('x'));
  });
});
