import type { ObservedChange, ObservedFile } from '../../../lib/policy/index.js';
import { classed } from '../../../lib/policy/governance/kind.js';
import { isLike } from '../../../lib/policy/governance/pattern.js';
import {
  classOf,
  impossible,
  PLAIN_DOCUMENTATION,
  type GovernedPlaces,
} from '../../../lib/policy/governance/paths.js';
import type { ChangeKind } from '../../../lib/policy/governance/record.js';
import { changeBy, user } from '../facts/_ground.js';

const PLACES: GovernedPlaces = {
  requests: 'access/requests',
  decisions: 'access/decisions.json',
  observations: 'access/observations.json',
  documentation: [...PLAIN_DOCUMENTATION, 'access/**/*.md'],
  kept: ['access/policy', '.github', 'access/feeds/hr.csv'],
};
const plain: ObservedFile = { mode: '100644', blob: 'a'.repeat(40) };
const classBy = (path: string, after: ObservedFile = plain, byPipeline = false): string =>
  classOf({ path, after }, PLACES, { byPipeline }).class;

test.each<readonly [string, string]>([
  ['access/requests/2026/ACC-1.yaml', 'ticket'],
  ['access/requests/ACC-1.yml', 'ticket'],
  ['access/decisions.json', 'decisions'],
  ['README.md', 'documentation'],
  ['docs/policy.md', 'documentation'],
  ['docs/a/b/picture.png', 'documentation'],
  ['docs/日本語.md', 'documentation'],
  ['access/notes.md', 'documentation'],
])('%s is %s', (path, expected) => {
  expect(classBy(path)).toBe(expected);
});

test.each(['.github/workflows/apply.yml', '.github/CODEOWNERS', 'scripts/run.js', 'Dockerfile', 'Makefile'])(
  'REQ-039 %s, by which Writ itself may run, is governance, whoever brings it',
  (path) => {
    for (const byPipeline of [false, true]) expect(classBy(path, plain, byPipeline)).toBe('governance');
  },
);

// Declarations, rules, cases, configuration, feeds, code, lock files, workflows, owners: and whatever nobody thought of.
test.each([
  'access/platform.ts',
  'access/policy/request.cedar',
  'access/policy/facts.cedarschema',
  'access/policy/golden.yaml',
  'writ.config.ts',
  'package.json',
  'package-lock.json',
  'lib/policy/index.ts',
  'stacks/main.ts',
  'access/feeds/hr.csv',
  'access/feeds/hr.manifest.json',
  '.github/workflows/apply.yml',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitattributes',
  'AGENTS.md',
  'cdktf.out/manifest.json',
  'something/new',
  'docs/build.js',
])('%s is governance', (path) => {
  expect(classBy(path)).toBe('governance');
});

describe('a path that passes for another is governance', () => {
  test.each([
    ['a document where rules are loaded from', 'access/policy/README.md'],
    ['the same in other letters', 'access/Policy/README.md'],
    ['a document among workflows', '.github/README.md'],
    ['the folder of tickets in other letters', 'Access/requests/ACC-1.yaml'],
    ['an ending in other letters', 'access/requests/ACC-1.YAML'],
    ['a file of the folder of tickets that is no ticket', 'access/requests/ACC-1.ts'],
    ['a document in the folder of tickets', 'access/requests/README.md'],
    ['a folder that begins like that of tickets', 'access/requests-old/ACC-1.yaml'],
    ['a folder of tickets somewhere else', 'other/access/requests/ACC-1.yaml'],
    ['decisions somewhere else', 'other/access/decisions.json'],
    ['a letter of another script', 'access/requests/АCC-1.yaml'],
    ['a letter that nobody sees', 'access/requests/ACC\u200b-1.yaml'],
    ['a letter of another width', 'access/requests/ACC-１.yaml'],
    ['a letter in two parts', 'docs/cafe\u0301.md'],
    ['a back slash', 'access/requests/..\\policy\\a.yaml'],
    ['a folder that ends in a dot', 'access/requests./ACC-1.yaml'],
    ['a folder that ends in a space', 'docs /a.md'],
    ['a document that is more', 'docs/words.md.ts'],
    ['a document at its root only', 'sub/README.md'],
  ])('%s: %s', (_, path) => {
    expect(classBy(path)).toBe('governance');
  });

  test.each<readonly [string, ObservedFile]>([
    ['a symbolic link', { ...plain, mode: '120000' }],
    ['a commit of another repository', { ...plain, mode: '160000' }],
    ['a program', { ...plain, mode: '100755' }],
  ])('%s that is called like a ticket or a document', (_, file) => {
    for (const path of ['access/requests/ACC-1.yaml', 'docs/words.md', 'access/decisions.json']) {
      expect(classBy(path, file)).toBe('governance');
      expect(classOf({ path, before: file, after: plain }, PLACES, { byPipeline: false }).class).toBe(
        'governance',
      );
    }
  });
});

test('who approved what is written by programs; a person who writes it changes what everybody is judged by', () => {
  const path = 'access/observations.json';
  expect([classBy(path, plain, true), classBy(path, plain, false)]).toEqual(['observations', 'governance']);
});

test('without a place nothing is a ticket, a record or kept', () => {
  const places = { ...PLACES, requests: '', decisions: '' };
  const { observations: _, ...none } = places;
  for (const path of ['access/requests/ACC-1.yaml', 'access/decisions.json', 'access/observations.json'])
    expect(classOf({ path, after: plain }, none, { byPipeline: true }).class).toBe('governance');
});

test.each([
  ['../a', true],
  ['a/../b', true],
  ['a/./b', true],
  ['/a', true],
  ['a//b', true],
  ['a/', true],
  ['a/.git/hooks/x', true],
  ['.GIT/config', true],
  ['a\0b', true],
  ['a/b', false],
  ['.github/x', false],
  ['a/...b', false],
  ['.gitignore', false],
])('whether %j cannot be a path: %s', (path, expected) => {
  expect(impossible(path) !== undefined).toBe(expected);
});

test.each([
  ['manual/**/*.md', 'manual/a.md', true],
  ['manual/**/*.md', 'manual/a/b/c.md', true],
  ['manual/**/*.md', 'manual/.md', true],
  ['manual/**/*.md', 'manuals/a.md', false],
  ['manual/**/*.md', 'x/manual/a.md', false],
  ['manual/*.md', 'manual/a/b.md', false],
  ['manual/*.md', 'manual/aXmd', false],
  ['docs/**', 'docs/a/b', true],
  ['docs/**', 'docs', false],
  ['a+b/(c)', 'a+b/(c)', true],
  ['a+b/(c)', 'aab/c', false],
  ['README.md', 'readme.md', false],
  ['a-b', 'a-b', true],
])('the pattern %s and %s: %s', (pattern, path, expected) => {
  expect(isLike(path, pattern)).toBe(expected);
});

const CODE = 'access/platform.ts';
const TICKET = 'access/requests/ACC-1.yaml';
const DECISIONS = 'access/decisions.json';
const OBSERVED = 'access/observations.json';

test.each<readonly [readonly string[], Partial<ObservedChange>, ChangeKind]>([
  [[TICKET], {}, 'tickets'],
  [[TICKET, 'docs/words.md'], {}, 'tickets'],
  [[TICKET, DECISIONS], {}, 'tickets'],
  [[DECISIONS], {}, 'records'],
  [[OBSERVED], { openedBy: { login: 'ci', kind: 'bot' }, pushedBy: [] }, 'records'],
  [[OBSERVED], { openedBy: { login: 'ci', kind: 'bot' }, pushedBy: [user('l2')] }, 'governance'],
  [[OBSERVED], {}, 'governance'],
  [['docs/words.md'], {}, 'documentation'],
  [[], {}, 'documentation'],
  [[], { tickets: ['ACC-1'] }, 'tickets'],
  [[CODE], {}, 'governance'],
  [[CODE, 'docs/words.md'], {}, 'governance'],
  [[CODE, TICKET], {}, 'mixed'],
  [[CODE, DECISIONS], {}, 'mixed'],
  [[CODE], { tickets: ['ACC-1'] }, 'mixed'],
  [[TICKET, OBSERVED], {}, 'mixed'],
])('%j with %j is %s', (paths, more, kind) => {
  const change = { ...changeBy(user('l2')), tickets: [], ...more };
  const observed = paths.map((path) => ({ path, after: plain }));
  expect(classed({ ...change, paths: observed }, PLACES, []).kind).toBe(kind);
  // A rename is one path that goes and one that comes, and what goes counts as much.
  const gone = paths.map((path) => ({ path, before: plain }));
  expect(classed({ ...change, paths: gone }, PLACES, []).kind).toBe(kind);
});

test('what does something is governance whatever its paths are called', () => {
  const change = { ...changeBy(user('l2')), tickets: [] };
  const by = (path: string): ChangeKind =>
    classed({ ...change, paths: [{ path, after: plain }] }, PLACES, ['declarations']).kind;
  expect([by('docs/words.md'), by(TICKET), by(DECISIONS), by(CODE)]).toEqual([
    'governance',
    'mixed',
    'mixed',
    'governance',
  ]);
});
