import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive to be written; what is told of it beside its bytes may be wrong on purpose. */
export interface Written {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The name in front of its data, where it is another than in the directory. */
  readonly localName?: string;
  /** Not compressed. */
  readonly stored?: boolean;
  /** Behind the compressed data, within the entry. */
  readonly behind?: Uint8Array;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
}

const numbers = (size: 2 | 4, values: readonly number[]): Buffer => {
  const buffer = Buffer.alloc(size * values.length);
  values.forEach((value, index) =>
    size === 2 ? buffer.writeUInt16LE(value, index * 2) : buffer.writeUInt32LE(value >>> 0, index * 4),
  );
  return buffer;
};
const u16 = (...values: readonly number[]): Buffer => numbers(2, values);
const u32 = (...values: readonly number[]): Buffer => numbers(4, values);

/** An archive as APPNOTE.TXT has it: entries, directory, end. */
export function zipOf(
  files: readonly Written[],
  odd: { readonly before?: Uint8Array; readonly between?: Uint8Array; readonly comment?: Uint8Array } = {},
): Uint8Array {
  const parts: Uint8Array[] = [odd.before ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  let at = odd.before?.length ?? 0;
  for (const file of files) {
    const method = file.method ?? (file.stored ? 0 : 8);
    const packed = Buffer.concat([
      file.stored ? file.bytes : deflateRawSync(file.bytes),
      file.behind ?? new Uint8Array(),
    ]);
    const flags = file.flags ?? 0;
    const common = Buffer.concat([
      u16(20, flags, method, 0, 0),
      u32(file.crc ?? crc32(file.bytes), packed.length, file.bytes.length),
    ]);
    const name = Buffer.from(file.name);
    const localName = Buffer.from(file.localName ?? file.name);
    const local = Buffer.concat([u32(0x04034b50), common, u16(localName.length, 0), localName, packed]);
    directory.push(
      Buffer.concat([u32(0x02014b50), u16(20), common, u16(name.length, 0, 0, 0, 0), u32(0, at), name]),
    );
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const between = odd.between ?? new Uint8Array();
  const comment = odd.comment ?? new Uint8Array();
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0, 0, files.length, files.length),
    u32(listed.length, at + between.length),
    u16(comment.length),
    comment,
  ]);
  return Buffer.concat([...parts, between, listed, end]);
}
