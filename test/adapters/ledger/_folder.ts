import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { directoryStore } from '../../../lib/adapters/ledger/directory.js';
import { pathOf, type Shelf } from '../../../lib/adapters/ledger/layout.js';
import {
  entryBytes,
  verifyLedger,
  type Entry,
  type LedgerStore,
  type VerificationResult,
  type VerifyProps,
} from '../../../lib/evidence/index.js';
import { digest } from '../../../lib/kernel/index.js';

/** A ledger folder, with what an attacker who can write files can do to it. */
export class Folder {
  readonly store: LedgerStore;

  constructor(readonly root: string) {
    this.store = directoryStore(root);
  }

  copyTo(root: string): Folder {
    cpSync(this.root, root, { recursive: true });
    return new Folder(root);
  }

  path(shelf: Shelf, number: number): string {
    return join(this.root, pathOf(shelf, number));
  }

  bytes(seq: number): Buffer {
    return readFileSync(this.path('entries', seq));
  }

  entry(seq: number): Entry {
    return JSON.parse(this.bytes(seq).toString('utf8')) as Entry;
  }

  note(size: number): string {
    return readFileSync(this.path('checkpoints', size), 'utf8');
  }

  write(shelf: Shelf, number: number, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(shelf, number)), { recursive: true });
    writeFileSync(this.path(shelf, number), content);
  }

  remove(shelf: Shelf, number: number): void {
    rmSync(this.path(shelf, number));
  }

  numbers(shelf: Shelf): number[] {
    return readdirSync(join(this.root, shelf), { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(this.root, shelf, name)).isFile())
      .map((name) => Number(/(\d+)\.\w+$/.exec(name)?.[1]))
      .sort((a, b) => a - b);
  }

  get size(): number {
    return this.numbers('entries').length;
  }

  /** Cuts entries and checkpoints from number `size` on. */
  rollBack(size: number, shelves: readonly Shelf[] = ['entries', 'checkpoints']): void {
    for (const shelf of shelves)
      for (const number of this.numbers(shelf))
        if (shelf === 'entries' ? number >= size : number > size) this.remove(shelf, number);
  }

  /** Sets `prev` right in every entry from `seq` on, and the number, as an attacker without keys can. */
  rechain(seq: number): void {
    for (let at = seq; at < this.size; at += 1)
      this.write('entries', at, entryBytes({ ...this.entry(at), seq: at, prev: digest(this.bytes(at - 1)) }));
  }

  verify(props: Omit<VerifyProps, 'store'>): Promise<VerificationResult> {
    return verifyLedger({ ...props, store: this.store });
  }
}
