import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundles, StateMark } from '../../apply/index.js';
import { messageOf, WritError } from '../../kernel/index.js';
import { writeFailed, writeWhole } from '../files/durable.js';
import { readJsonFile } from '../files/json.js';
import { isMissing } from '../files/missing.js';

/** Bundles below a folder, each at `<stack>/`; what outlives them in another. */
export class FileBundles implements Bundles {
  constructor(
    private readonly folder: string,
    private readonly memory: string,
  ) {}

  async drop(stack: string): Promise<void> {
    await rm(this.at(stack), { recursive: true, force: true });
  }

  async write(stack: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
    const aside = this.at(`.writing-${stack}`);
    try {
      await rm(aside, { recursive: true, force: true });
      await mkdir(aside, { recursive: true });
      for (const [name, content] of files) await writeFile(join(aside, name), content, { flag: 'wx' });
      await this.drop(stack);
      await rename(aside, this.at(stack));
    } catch (cause) {
      throw writeFailed(this.at(stack), cause);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  async seen(stack: string): Promise<StateMark | undefined> {
    if (await isMissing(this.mark(stack))) return undefined;
    const said = (await readJsonFile(this.mark(stack), 4096)) as Partial<StateMark> | null;
    const { lineage, serial } = said ?? {};
    if (typeof lineage === 'string' && typeof serial === 'number') return { lineage, serial };
    throw new WritError('SCHEMA_INVALID', `\`${this.mark(stack)}\` does not say which state was seen`, {
      place: { file: this.mark(stack) },
      remedy: 'look whether the state is whole, then remove the file',
    });
  }

  async remember(stack: string, { lineage, serial }: StateMark): Promise<void> {
    await writeWhole(this.mark(stack), `${JSON.stringify({ lineage, serial })}\n`);
  }

  async keepOnly(stacks: ReadonlySet<string>): Promise<void> {
    for (const stack of await this.there()) if (!stacks.has(stack)) await this.drop(stack);
  }

  /** What lies there. A folder that cannot be listed may have a bundle that nobody wants any more. */
  private async there(): Promise<readonly string[]> {
    if (await isMissing(this.folder)) return [];
    try {
      return await readdir(this.folder);
    } catch (cause) {
      throw new WritError('INPUT_UNREADABLE', `\`${this.folder}\` cannot be listed: ${messageOf(cause)}`, {
        cause,
        place: { file: this.folder },
        remedy: 'check the path and its permissions, so that bundles of an earlier plan can be taken away',
      });
    }
  }

  private mark(stack: string): string {
    return join(this.memory, `${stack}.json`);
  }

  private at(...path: readonly string[]): string {
    return join(this.folder, ...path);
  }
}
