import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOMS = ['lib', 'stacks', 'entitlements', 'sandbox', 'verifier', 'bench', 'scripts', 'test', 'docs'];
const ALONE = ['README.md', 'CONTRIBUTING.md', 'writ.config.ts'];
const CITED = /\bdocs\/[\w./-]+\.(?:md|json)(?:#[\w-]+)?/g;
/** What a reader of a clone cannot look up: a document that is not in it, a rule without its document. */
const DANGLING = /\bDESIGN\b|\bSTYLE\.md\b|(?<!#)\brule [1-8]\b/g;

/** Every citation of a document that is not in the repository, or of a heading that the document lacks. */
export function danglingCitations(root: string): readonly string[] {
  const headings = new Map<string, ReadonlySet<string>>();
  const headingsIn = (document: string): ReadonlySet<string> => {
    const known = headings.get(document) ?? slugsOf(readFileSync(join(root, document), 'utf8'));
    headings.set(document, known);
    return known;
  };
  return textsIn(root).flatMap(([path, text]) => danglingIn(path, text, root, headingsIn));
}

export function danglingIn(
  path: string,
  text: string,
  root: string,
  headingsIn: (document: string) => ReadonlySet<string>,
): readonly string[] {
  const dangling = [...text.matchAll(DANGLING)].map(([cited]) => cited);
  const missing = [...text.matchAll(CITED)].flatMap(([cited]) => {
    const [document = '', anchor] = cited.split('#');
    if (!existsSync(join(root, document))) return [cited];
    return anchor === undefined || headingsIn(document).has(anchor) ? [] : [cited];
  });
  return [...dangling, ...missing].map(
    (cited) => `${path} cites \`${cited}\`, which is not in this repository`,
  );
}

/** The anchors of a document's headings, as the forges make them. */
export function slugsOf(markdown: string): ReadonlySet<string> {
  const titles = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function textsIn(root: string): readonly (readonly [path: string, text: string])[] {
  const inRooms = ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  );
  return [...inRooms, ...ALONE]
    .filter((path) => /\.(ts|js|md)$/.test(path) && !NAMES_THEM.has(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
}

/** This file and its test name what must not be cited. */
const NAMES_THEM: ReadonlySet<string> = new Set(['scripts/citations.ts', 'test/scripts/citations.test.ts']);
