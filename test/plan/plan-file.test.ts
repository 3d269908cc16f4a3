import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readPlanFile, type RefusalCode } from '../../lib/plan/index.js';
import { readZip, type ZipEntry } from '../../lib/plan/file/zip.js';
import { digest } from '../../lib/kernel/index.js';
import { bytesOf } from './_plan.js';
import { zipOf, type Written } from './_zip.js';

/** As Terraform 1.11.4 wrote it. */
const REAL = new Uint8Array(readFileSync(join(__dirname, '../_fixtures/plan/create-aws-tickets-0.tfplan')));

function entriesOf(bytes: Uint8Array): readonly ZipEntry[] {
  const zip = readZip(bytes);
  if ('wrong' in zip) throw new Error(zip.wrong);
  return zip.entries;
}
const ENTRIES = entriesOf(REAL);
const entry = (name: string): Uint8Array => {
  const found = ENTRIES.find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found.bytes;
};
const REVIEWED = { configuration: entry('tfconfig/m-/cdk.tf.json'), lock: entry('.terraform.lock.hcl') };

function codes(bytes: Uint8Array, reviewed = REVIEWED): readonly RefusalCode[] {
  const read = readPlanFile(bytes, reviewed);
  return 'refusals' in read ? [...new Set(read.refusals.map(({ code }) => code))].sort() : [];
}
const rewritten = (change: (files: Written[]) => Written[]): Uint8Array => zipOf(change([...ENTRIES]));
const put = (name: string, bytes: Uint8Array) => (files: Written[]) =>
  files.map((file) => (file.name === name ? { ...file, bytes } : file));

describe('a plan file', () => {
  it('as Terraform wrote it is read, and told by its digest', () => {
    expect(readPlanFile(REAL, REVIEWED)).toEqual({
      digest: digest(REAL),
      state: { lineage: '', serial: 0 },
    });
    expect(ENTRIES.map(({ name }) => name)).toContain('tfplan');
  });

  it('honest twin: packed by another writer, with the same in it', () => {
    expect(codes(rewritten((files) => files))).toEqual([]);
    expect(codes(rewritten((files) => files.map((file) => ({ ...file, stored: true }))))).toEqual([]);
  });

  it.each<readonly [string, (files: Written[]) => Written[], RefusalCode]>([
    [
      'a provisioner written into its configuration',
      put('tfconfig/m-/cdk.tf.json', bytesOf('{"resource":{}}')),
      'PLAN_FILE_OTHER',
    ],
    [
      'another build of the provider in its lock file',
      put('.terraform.lock.hcl', bytesOf('provider "x" {}')),
      'PLAN_FILE_OTHER',
    ],
    [
      'a second configuration, of which Terraform takes the last',
      (files) => [...files, { name: 'tfconfig/m-/cdk.tf.json', bytes: bytesOf('{}') }],
      'PLAN_FILE_ENTRY',
    ],
    [
      'the same configuration twice',
      (files) => [...files, { name: 'tfconfig/m-/cdk.tf.json', bytes: REVIEWED.configuration }],
      'PLAN_FILE_ENTRY',
    ],
    ['a second plan', (files) => [{ name: 'tfplan', bytes: bytesOf('x') }, ...files], 'PLAN_FILE_ENTRY'],
    [
      'an override beside the configuration',
      (files) => [...files, { name: 'tfconfig/m-/zz_override.tf.json', bytes: bytesOf('{}') }],
      'PLAN_FILE_ENTRY',
    ],
    [
      'values of variables',
      (files) => [...files, { name: 'tfconfig/m-/x.auto.tfvars.json', bytes: bytesOf('{}') }],
      'PLAN_FILE_ENTRY',
    ],
    [
      'a module',
      (files) => [...files, { name: 'tfconfig/m-bQ/main.tf', bytes: bytesOf('') }],
      'PLAN_FILE_ENTRY',
    ],
    [
      'modules that are named',
      put('tfconfig/modules.json', bytesOf('[{"Key":"","Dir":"."},{"Key":"m","Dir":"m"}]')),
      'PLAN_FILE_ENTRY',
    ],
    [
      'another folder for the stack',
      put('tfconfig/modules.json', bytesOf('[{"Key":"","Dir":"../x"}]')),
      'PLAN_FILE_ENTRY',
    ],
    ['no list of modules', put('tfconfig/modules.json', bytesOf('{}')), 'PLAN_FILE_ENTRY'],
    [
      'no configuration',
      (files) => files.filter(({ name }) => name !== 'tfconfig/m-/cdk.tf.json'),
      'PLAN_FILE_ENTRY',
    ],
    ['no state', (files) => files.filter(({ name }) => name !== 'tfstate'), 'PLAN_FILE_ENTRY'],
    [
      'an entry that every object has',
      (files) => [...files, { name: '__proto__', bytes: bytesOf('') }],
      'PLAN_FILE_ENTRY',
    ],
  ])('is refused with %s', (_, change, code) => {
    expect(codes(rewritten(change))).toContain(code);
  });

  it('made from another stack than was reviewed is refused', () => {
    expect(codes(REAL, { ...REVIEWED, configuration: bytesOf('{}') })).toEqual(['PLAN_FILE_OTHER']);
    expect(codes(REAL, { ...REVIEWED, lock: bytesOf('') })).toEqual(['PLAN_FILE_OTHER']);
  });

  it('that OpenTofu encrypted is refused by its own name', () => {
    const encrypted =
      '{"meta":{"key_provider.pbkdf2.k":"e30="},"encrypted_data":"AAAA","encryption_version":"v0"}';
    expect(codes(bytesOf(encrypted))).toEqual(['PLAN_FILE_ENCRYPTED']);
    expect(codes(bytesOf('{"a":1}'))).toEqual(['PLAN_FILE_FORMAT']);
  });
});

describe('an archive that readers could read differently', () => {
  const A: Written = { name: 'a', bytes: bytesOf('one') };
  const B: Written = { name: 'b', bytes: bytesOf('two') };
  const wrong = (bytes: Uint8Array): string => {
    const zip = readZip(bytes);
    return 'wrong' in zip ? zip.wrong : 'read';
  };
  const whole = zipOf([A, B]);

  it.each([
    ['something before it', zipOf([A, B], { before: bytesOf('#!/bin/sh\n') })],
    ['something between its entries and its directory', zipOf([A], { between: bytesOf('hidden') })],
    ['a comment', zipOf([A], { comment: bytesOf('hello') })],
    ['something behind it', Buffer.concat([whole, bytesOf('x')])],
    ['a second archive behind it in its comment', zipOf([A], { comment: zipOf([B]) })],
    ['a first archive in front of it', Buffer.concat([zipOf([B]), zipOf([A])])],
    ['an entry of two names', zipOf([{ ...A, localName: 'z' }])],
    ['an entry whose check is another', zipOf([{ ...A, crc: 1 }])],
    ['an entry that is encrypted', zipOf([{ ...A, flags: 1 }])],
    ['a packing that is not known', zipOf([{ ...A, method: 12 }])],
    ['data behind the data of an entry', zipOf([{ ...A, behind: bytesOf('more') }])],
    ['no entry', zipOf([])],
    [
      'more entries than a plan has',
      zipOf(Array.from({ length: 65 }, (_, i) => ({ ...A, name: `a${String(i)}` }))),
    ],
    ['nothing at all', new Uint8Array()],
  ])('is not read: %s', (_, bytes) => {
    expect(wrong(bytes)).not.toBe('read');
  });

  it.each<readonly [string, (bytes: Buffer, central: number, end: number) => Buffer, string]>([
    ['an end that says a comment follows', (b, _, end) => (b.writeUInt16LE(5, end + 20), b), 'comment'],
    ['an end of several archives', (b, _, end) => (b.writeUInt16LE(1, end + 4), b), 'one of several'],
    ['an entry of two forms', (b) => (b.writeUInt16LE(0x0800, 6), b), 'two forms'],
    ['an entry packed in two ways', (b) => (b.writeUInt16LE(0, 8), b), 'packed in two ways'],
    ['an entry with a comment', (b, central) => (b.writeUInt16LE(3, central + 32), b), 'has a comment'],
    ['an entry on another disk', (b, central) => (b.writeUInt16LE(1, central + 34), b), 'is elsewhere'],
    [
      'an entry that would fill the memory',
      (b, central) => (b.writeUInt32LE(0x30000000, 22), b.writeUInt32LE(0x30000000, central + 24), b),
      'too large',
    ],
    [
      'a directory with more than its entries',
      (b, central, end) => {
        const longer = Buffer.concat([b.subarray(0, end), Buffer.alloc(8), b.subarray(end)]);
        longer.writeUInt32LE(end + 8 - central, end + 8 + 12);
        return longer;
      },
      'more than its entries',
    ],
  ])('is told by what it is: %s', (_, change, why) => {
    const bytes = Buffer.from(zipOf([A]));
    const end = bytes.length - 22;
    expect(wrong(bytes)).toBe('read');
    expect(wrong(change(bytes, bytes.readUInt32LE(end + 16), end))).toContain(why);
  });

  it('is not read when an entry is larger than it says', () => {
    const bytes = Buffer.from(zipOf([{ name: 'a', bytes: new Uint8Array(100_000) }]));
    for (const at of [22, bytes.length - 22 - 46 - 1 + 24]) bytes.writeUInt32LE(10, at);
    expect(wrong(bytes)).toContain('larger than it says');
  });

  it('cut or changed at any byte is never read as something else', () => {
    fc.assert(
      fc.property(fc.nat(REAL.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        expect(wrong(REAL.subarray(0, at))).not.toBe('read');
        const changed = Uint8Array.from(REAL);
        changed[at] = (changed[at] ?? 0) ^ by;
        const zip = readZip(changed);
        // Times and attributes of entries mean nothing; whatever is read has the same files in it.
        if ('entries' in zip) expect(zip.entries).toEqual(ENTRIES);
      }),
      { numRuns: 400 },
    );
  });

  it('honest twin: two entries, packed or not', () => {
    const zip = readZip(zipOf([A, { ...B, stored: true }]));
    expect(
      'entries' in zip && zip.entries.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
    ).toEqual([
      ['a', 'one'],
      ['b', 'two'],
    ]);
  });
});
