import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, publishNew, writeFailed, writeWhole } from '../../../lib/adapters/files/durable.js';
import { WritError } from '../../../lib/kernel/index.js';
import { tempFolder } from '../../_helpers/temp.js';

describe('a file written whole', () => {
  it('replaces what was there, makes the folders above it, and leaves nothing beside it', async () => {
    const folder = join(tempFolder(), 'a', 'b');
    const path = join(folder, 'out.json');
    await writeWhole(path, 'one');
    await writeWhole(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it('leaves nothing behind where it cannot be put, and says where', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'taken', 'by-a-folder'), { recursive: true });
    const failing = writeWhole(join(folder, 'taken'), 'text');
    await expect(failing).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      place: { file: join(folder, 'taken') },
    });
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

describe('a file published new', () => {
  it('is there whole, and never replaces another', async () => {
    const folder = tempFolder();
    const path = join(folder, 'entry');
    expect(await publishNew(path, Buffer.from('first'))).toBe(true);
    expect(await publishNew(path, Buffer.from('second'))).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(readdirSync(folder)).toEqual(['entry']);
  });

  it('leaves nothing behind when it cannot be published', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(publishNew(join(folder, 'file', 'entry'), Buffer.from('x'))).rejects.toThrow(/ENOTDIR/);
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

it('tells a process that runs from one that ended', () => {
  const ended = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(ended)).toBe(false);
});

it('a fault that is in our words already is told as it is', () => {
  const ours = new WritError('INTERRUPTED', 'stopped', { remedy: 'run it again' });
  expect(writeFailed('out', ours)).toBe(ours);
  expect(writeFailed('out', new Error('ENOSPC'))).toMatchObject({ code: 'WRITE_FAILED' });
});
