import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';

/** A `writ sandbox start` that serves until it is stopped. */
class Serving {
  private readonly stop = new AbortController();
  private readonly ended: Promise<Ran>;
  readonly ready: Promise<void>;

  constructor(cwd: string) {
    let say: () => void = () => undefined;
    this.ready = new Promise((done) => (say = done));
    this.ended = writ(['sandbox', 'start', '--json'], { cwd, out: () => say() }, this.stop.signal);
  }

  async end(): Promise<Ran> {
    this.stop.abort();
    return this.ended;
  }
}

describe('writ sandbox start', () => {
  test('H7 a second one in the same folder is refused, and the first keeps its file and what was recorded', async () => {
    const cwd = tempFolder({});
    const first = new Serving(cwd);
    await first.ready;
    const file = readFileSync(join(cwd, '.writ', 'sandbox.json'), 'utf8');
    const recorded = join(cwd, '.writ', 'sandbox.journal.jsonl');
    writeFileSync(recorded, '{}');
    const second = await writ(['sandbox', 'start', '--json'], { cwd });
    expect(second.code).toBe(EXIT['bad-input'].code);
    expect(JSON.parse(second.out)).toMatchObject({ error: { code: 'SANDBOX_RUNNING' } });
    expect(readFileSync(join(cwd, '.writ', 'sandbox.json'), 'utf8')).toBe(file);
    expect(existsSync(recorded)).toBe(true);
    expect((await first.end()).code).toBe(EXIT.done.code);
    expect(existsSync(join(cwd, '.writ', 'sandbox.json'))).toBe(false);
  });

  test('H7 what a killed sandbox left does not stop the next one, which begins a new world', async () => {
    const left = {
      schema: 'writ.sandbox/1',
      pid: 1,
      aws: { url: 'http://127.0.0.1:9', region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' },
      okta: { url: 'http://127.0.0.1:9', token: 't' },
      control: { url: 'http://127.0.0.1:9' },
      limits: false,
    };
    const cwd = tempFolder({
      '.writ/sandbox.json': JSON.stringify(left),
      '.writ/sandbox.journal.jsonl': '{}',
    });
    const next = new Serving(cwd);
    await next.ready;
    expect(existsSync(join(cwd, '.writ', 'sandbox.journal.jsonl'))).toBe(false);
    expect((await next.end()).code).toBe(EXIT.done.code);
  });

  test('H7 it removes its own file only', async () => {
    const cwd = tempFolder({});
    const one = new Serving(cwd);
    await one.ready;
    const path = join(cwd, '.writ', 'sandbox.json');
    const other = { ...(JSON.parse(readFileSync(path, 'utf8')) as object), pid: 1 };
    writeFileSync(path, JSON.stringify(other));
    await one.end();
    expect(existsSync(path)).toBe(true);
  });
});
