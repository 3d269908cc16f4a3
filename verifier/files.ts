import { fromBase64, type Bytes } from './bytes.js';

/** A ledger's folder, or a copy of it: names relative to it, with `/` between folders. */
export interface LedgerFiles {
  readonly names: readonly string[];
  read(name: string): Promise<Bytes>;
}

/** A file that does not belong into a ledger, and the sequence number that its name claims, if any. */
export interface Stray {
  readonly name: string;
  readonly why: string;
  readonly seq: number | undefined;
}

/** What lies in a ledger's folder. */
export interface Listing {
  /** Entries from 0 on, without a gap. */
  readonly size: number;
  /** The first entry after a gap; undefined when there is none. */
  readonly afterGap: number | undefined;
  /** Sizes of the checkpoints, ascending. */
  readonly checkpoints: readonly number[];
  readonly strays: readonly Stray[];
  /** Pieces of writes that did not end; harmless. */
  readonly leftovers: readonly string[];
}

/** Where entry `seq` lies: nine digits, fanned out by the first three and the next three. */
export function entryName(seq: number): string {
  return nameOf('entries', seq, 'json');
}

/** Where the checkpoint over `size` entries lies. */
export function checkpointName(size: number): string {
  return nameOf('checkpoints', size, 'note');
}

/** Tells apart what lies in a ledger's folder. */
export function listed({ names }: LedgerFiles): Listing {
  const entries = new Set<number>();
  const checkpoints: number[] = [];
  const strays: Stray[] = [];
  const leftovers: string[] = [];
  for (const name of names) {
    const [shelf = ''] = name.split('/');
    const number = numberOf(name);
    if (shelf === 'tmp' && name !== 'tmp') leftovers.push(name);
    else if (number !== undefined && name === entryName(number)) entries.add(number);
    else if (number !== undefined && number > 0 && name === checkpointName(number)) checkpoints.push(number);
    else strays.push(strayOf(name, shelf, number));
  }
  let size = 0;
  while (entries.has(size)) size += 1;
  const beyond = [...entries].filter((seq) => seq > size);
  return {
    size,
    afterGap: beyond.length > 0 ? beyond.reduce((least, seq) => Math.min(least, seq)) : undefined,
    checkpoints: checkpoints.sort((a, b) => a - b),
    strays,
    leftovers,
  };
}

function nameOf(shelf: string, number: number, ending: string): string {
  const digits = String(number).padStart(9, '0');
  return `${shelf}/${digits.slice(0, 3)}/${digits.slice(3, 6)}/${digits}.${ending}`;
}

function numberOf(name: string): number | undefined {
  const digits = /(?:^|[/\\])0*(\d{1,15})\.[A-Za-z]+$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function strayOf(name: string, shelf: string, number: number | undefined): Stray {
  if (shelf !== 'entries' && shelf !== 'checkpoints')
    return { name, why: 'nothing else belongs into a ledger', seq: undefined };
  if (number === undefined) return { name, why: 'its name is no number', seq: undefined };
  if (name === checkpointName(0))
    return { name, why: 'a checkpoint over no entries says nothing', seq: undefined };
  const right = shelf === 'entries' ? entryName(number) : checkpointName(number);
  const seq = shelf === 'entries' ? number : undefined;
  return { name, why: `number ${String(number)} belongs at \`${right}\``, seq };
}

/** What a bundle is made of: something that can be read piece by piece, such as a chosen file. */
export interface BundleSource {
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * The files of a bundle (`writ.ledger-bundle/1`): a line with the schema, then a line of JSON with name and base64 for each
 * file. Throws with what is wrong.
 */
export async function filesOfBundle(source: BundleSource): Promise<LedgerFiles> {
  const files = new Map<string, Bytes>();
  let first = true;
  for await (const line of linesOf(source)) {
    const { schema, name, base64 } = JSON.parse(line) as Record<string, unknown>;
    if (first && schema !== 'writ.ledger-bundle/1') throw new Error('this is not a writ.ledger-bundle/1');
    if (!first) {
      const bytes = typeof base64 === 'string' ? fromBase64(base64) : undefined;
      if (typeof name !== 'string' || !bytes || files.has(name)) throw new Error('the bundle is damaged');
      files.set(name, bytes);
    }
    first = false;
  }
  if (first) throw new Error('this is not a writ.ledger-bundle/1');
  return {
    names: [...files.keys()],
    read: (name) => Promise.resolve(files.get(name) ?? new Uint8Array()),
  };
}

async function* linesOf(source: BundleSource): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of source.stream()) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
