import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Range,
} from 'yaml';
import { WritError } from '../../kernel/index.js';

const MAX_DEPTH = 20;
const TOO_DEEP = `nesting deeper than ${MAX_DEPTH} is not allowed`;

/** What a YAML text says, and where. */
export interface YamlText {
  readonly value: unknown;
  /**
   * Line and column of what a path leads to: of its value, of its key where `of` is key, else of the innermost thing there is.
   */
  readonly where: (
    path: readonly PropertyKey[],
    of?: 'key',
  ) => { readonly line?: number; readonly column?: number };
}

/**
 * Reads one YAML 1.2 document (core schema). Refuses, with line and column, what a ticket never needs and an attacker
 * does: anchors and aliases, tags, duplicate keys, several documents, deep nesting. Throws INPUT_MALFORMED.
 */
export function readYaml(text: string, file: string): YamlText {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: true,
    merge: false,
    version: '1.2',
  });
  const refuse = (message: string, offset = 0): WritError => {
    const { line, col } = lines.linePos(offset);
    return new WritError('INPUT_MALFORMED', message, {
      place: { file, line: Math.max(line, 1), column: Math.max(col, 1) },
      remedy: 'write one plain YAML mapping, without anchors, tags or repeated keys',
    });
  };
  if (!Array.isArray(documents) || documents.length === 0) throw refuse(`\`${file}\` is empty`);
  const [document, second] = documents as Document.Parsed[];
  if (!document) throw refuse(`\`${file}\` is empty`);
  if (second) throw refuse('a ticket file holds one document, this one has several', second.range[0]);
  const [error] = [...document.errors, ...document.warnings];
  // Where the parser runs out of stack depends on the machine, and must not show.
  if (error && /call stack/i.test(error.message)) throw refuse(TOO_DEEP);
  if (error) throw refuse(error.message.split('\n')[0]?.replace(/:$/, '') ?? 'not YAML', error.pos[0]);
  if (document.directives.yaml.explicit) throw refuse('directives are not allowed');
  refuseConstructs(document, refuse);
  return {
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
    where: (path, of) => {
      const range = rangeOf(document, path, of);
      if (!range) return {};
      const { line, col } = lines.linePos(range[0]);
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    },
  };
}

function rangeOf(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  of: 'key' | undefined,
): Range | undefined {
  let node: unknown = document.contents;
  let range = rangeIn(node);
  for (const [depth, step] of path.entries()) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === step)
      : undefined;
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    const key = pair && rangeIn(pair.key);
    if (key && of === 'key' && depth === path.length - 1) return key;
    // A key without a value stands for what should be there.
    const found = rangeIn(next) ?? key;
    if (!found) break;
    [node, range] = [next, found];
  }
  return range;
}

function rangeIn(node: unknown): Range | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? (range as Range) : undefined;
}

function refuseConstructs(
  document: Document.Parsed,
  refuse: (message: string, offset?: number) => WritError,
): void {
  visit(document, {
    Alias: (_key, node) => {
      throw refuse('aliases are not allowed', node.range?.[0]);
    },
    Node: (_key, node, path) => {
      if ('anchor' in node && node.anchor) throw refuse('anchors are not allowed', node.range?.[0]);
      if (node.tag !== undefined) throw refuse('tags are not allowed', node.range?.[0]);
      if (path.length > MAX_DEPTH) throw refuse(TOO_DEEP, node.range?.[0]);
    },
    Pair: (_key, { key }) => {
      if (!isScalar(key)) throw refuse('a key that is not plain text is not allowed');
    },
  });
}
