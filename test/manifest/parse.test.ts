import { z } from 'zod';
import { canonicalJson, digestOf, type Code } from '../../lib/kernel/index.js';
import { manifestSchema, parseManifest } from '../../lib/manifest/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { at, identity, inputs, person, ticket } from '../synth/builders.js';

const people = identity(
  person('1'),
  person('2', { accounts: [] }),
  person('3', { lastDay: at('2026-11-01T00:00:00Z') }),
);
const { manifest, manifestText, digest } = synthesize(
  inputs({ identity: people, tickets: [ticket('ACC-1'), ticket('ACC-2')] }, { 'ACC-2': 'none' }),
);
const altered = (more: object): string => canonicalJson({ ...manifest, ...more });
const refusal = (code: Code) => expect.objectContaining({ code });

test('what synthesis writes reads back the same, digest and all', () => {
  expect(parseManifest(manifestText)).toEqual(JSON.parse(manifestText));
  expect(digestOf(parseManifest(manifestText, 'manifest.json'))).toBe(digest);
});

test('a manifest of a later schema is refused as newer', () => {
  expect(() => parseManifest(altered({ schema: 'writ.manifest/2' }))).toThrow(refusal('SCHEMA_NEWER'));
});

test.each([
  ['another schema', { schema: 'other/1' }],
  ['an unknown member', { extra: 1 }],
  ['a missing member', { grants: undefined }],
  ['an instant without a zone', { asOf: '2026-11-20T09:00:00' }],
  ['an instant that is none', { asOf: '2026-99-99T99:99:99.999Z' }],
  ['an edge twice', { edges: [manifest.edges[0], ...manifest.edges] }],
  ['a stack outside its folder', { shards: [{ ...manifest.shards[0], stack: '../../etc' }] }],
  ['an edge without a reason', { edges: [{ ...manifest.edges[0], because: [] }] }],
])('%s is refused as invalid', (_name, more) => {
  expect(() => parseManifest(altered(more), 'm.json')).toThrow(refusal('SCHEMA_INVALID'));
});

test('a fault says where it is', () => {
  const [first, ...rest] = manifest.shards;
  const text = altered({ shards: [{ ...first, resources: -1 }, ...rest] });
  expect(() => parseManifest(text, 'm.json')).toThrow(
    expect.objectContaining({ place: { file: 'm.json', path: 'shards.0.resources' } }),
  );
});

test('text that is not JSON is malformed', () => {
  expect(() => parseManifest('{')).toThrow(refusal('INPUT_MALFORMED'));
});

test('an edge that passes under the id of another is refused', () => {
  const [first, second, ...rest] = manifest.edges;
  const text = altered({ edges: [{ ...first, edge: second?.edge }, second, ...rest] });
  expect(() => parseManifest(text)).toThrow(refusal('DIGEST_MISMATCH'));
});

test('the schema can be published', () => {
  const published = z.toJSONSchema(manifestSchema, { target: 'draft-2020-12' });
  expect(published).toMatchObject({ type: 'object', additionalProperties: false });
});
