import { isScalar, LineCounter, parseAllDocuments, visit, type Document } from 'yaml';
import { WritError } from '../../kernel/index.js';

const MAX_DEPTH = 20;
const TOO_DEEP = `nesting deeper than ${MAX_DEPTH} is not allowed`;

/**
 * Reads one YAML 1.2 document (core schema). Refuses, with line and column, what a ticket never needs and an attacker
 * does: anchors and aliases, tags, duplicate keys, several documents, deep nesting. Throws INPUT_MALFORMED.
 */
export function parseYaml(text: string, file: string): unknown {
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
  return document.toJS({ maxAliasCount: 0 }) as unknown;
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
