import { crc32, inflateRawSync } from 'node:zlib';

/** One file in an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an archive holds, in its order, or why it is not read. */
export type ZipRead = { readonly entries: readonly ZipEntry[] } | { readonly wrong: string };

const END = { mark: 0x06054b50, size: 22 };
const CENTRAL = { mark: 0x02014b50, size: 46 };
const LOCAL = { mark: 0x04034b50, size: 30 };
const DESCRIPTOR = { mark: 0x08074b50, size: 16 };
const STORED = 0;
const DEFLATED = 8;
/** Sizes follow the data; names are UTF-8. */
const FLAGS_KNOWN = 0x0008 | 0x0800;
const SIZES_FOLLOW = 0x0008;
const MAX_ENTRIES = 64;
const MAX_ENTRY_BYTES = 512 * 1024 * 1024;

/**
 * Reads an archive in which every byte is accounted for: entries lie one behind the other from the first byte, the directory follows them, its end is the last of the
 * file. So there is one way to read it. An archive with something before, between or behind, with a comment, a second directory or names that differ
 * between the two places is not read.
 * Source: APPNOTE.TXT 6.3.10, sections 4.3 and 4.4; without Zip64, encryption and several disks.
 */
export function readZip(bytes: Uint8Array): ZipRead {
  try {
    return { entries: entriesOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes) };
  } catch (error) {
    if (error instanceof Unreadable) return { wrong: error.message };
    if (error instanceof RangeError) return { wrong: 'it is cut short' };
    throw error;
  }
}

class Unreadable extends Error {}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Unreadable(otherwise);
}

interface Header {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function entriesOf(view: DataView, bytes: Uint8Array): ZipEntry[] {
  const end = bytes.length - END.size;
  must(end >= 0 && view.getUint32(end, true) === END.mark, 'its last bytes are no end of an archive');
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  must(
    view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count,
    'it is one of several',
  );
  must(view.getUint16(end + 20, true) === 0, 'it has a comment');
  must(count > 0 && count <= MAX_ENTRIES, `it has ${String(count)} entries`);
  must(
    directory + view.getUint32(end + 12, true) === end,
    'its directory does not end where the archive does',
  );
  let at = directory;
  const headers: Header[] = [];
  for (let index = 0; index < count; index += 1) {
    const [header, next] = centralHeader(view, bytes, at);
    headers.push(header);
    at = next;
  }
  must(at === end, 'its directory has more than its entries');
  let next = 0;
  const entries = headers.map((header) => {
    must(header.offset === next, 'its entries do not lie one behind the other');
    const [entry, behind] = entryAt(view, bytes, header);
    next = behind;
    return entry;
  });
  must(next === directory, 'something lies between its entries and its directory');
  return entries;
}

function centralHeader(view: DataView, bytes: Uint8Array, at: number): [Header, number] {
  must(view.getUint32(at, true) === CENTRAL.mark, 'its directory is damaged');
  const [nameLength, extra, comment] = [28, 30, 32].map((each) => view.getUint16(at + each, true));
  must(comment === 0 && view.getUint16(at + 34, true) === 0, 'an entry has a comment, or is elsewhere');
  const header: Header = {
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
    name: nameAt(bytes, at + CENTRAL.size, nameLength ?? 0),
  };
  must((header.flags & ~FLAGS_KNOWN) === 0, 'an entry is encrypted, or of a form that is not known');
  must(
    header.method === STORED || header.method === DEFLATED,
    'an entry is packed in a way that is not known',
  );
  must(header.size <= MAX_ENTRY_BYTES, 'an entry is too large');
  return [header, at + CENTRAL.size + (nameLength ?? 0) + (extra ?? 0)];
}

function entryAt(view: DataView, bytes: Uint8Array, header: Header): [ZipEntry, number] {
  const at = header.offset;
  must(view.getUint32(at, true) === LOCAL.mark, 'an entry is not where the directory says');
  const nameLength = view.getUint16(at + 26, true);
  const start = at + LOCAL.size + nameLength + view.getUint16(at + 28, true);
  must(nameAt(bytes, at + LOCAL.size, nameLength) === header.name, 'an entry has two names');
  must(view.getUint16(at + 6, true) === header.flags, 'an entry has two forms');
  must(view.getUint16(at + 8, true) === header.method, 'an entry is packed in two ways');
  const end = start + header.packed;
  must(end <= bytes.length, 'it is cut short');
  const follow = (header.flags & SIZES_FOLLOW) !== 0;
  const sizes = follow ? end + 4 : at + 14;
  if (follow) must(view.getUint32(end, true) === DESCRIPTOR.mark, 'an entry does not end with its sizes');
  must(
    view.getUint32(sizes, true) === header.crc &&
      view.getUint32(sizes + 4, true) === header.packed &&
      view.getUint32(sizes + 8, true) === header.size,
    'an entry has two sizes',
  );
  const unpacked = unpack(bytes.subarray(start, end), header);
  must(unpacked.length === header.size && crc32(unpacked) === header.crc, 'an entry is damaged');
  return [{ name: header.name, bytes: unpacked }, follow ? end + DESCRIPTOR.size : end];
}

function unpack(packed: Uint8Array, { method, size }: Header): Uint8Array {
  if (method === STORED) return packed;
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      maxOutputLength: size + 1,
      info: true,
    }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    must(engine.bytesWritten === packed.length, 'something lies behind the data of an entry');
    return buffer;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('an entry cannot be unpacked, or is larger than it says');
  }
}

function nameAt(bytes: Uint8Array, at: number, length: number): string {
  must(at + length <= bytes.length, 'it is cut short');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, at + length));
  } catch {
    throw new Unreadable('an entry has a name that is no text');
  }
}
