/** One link of a `Link` header: where it leads, and by which relations, in lower case. */
export interface Link {
  readonly target: string;
  readonly relations: readonly string[];
  /** A link from somewhere else than the page itself. */
  readonly anchored: boolean;
}

/**
 * Parses a `Link` header by RFC 8288, section 3: parameters in any order, quoted pairs, several relations, empty
 * elements. Undefined for a header that is not one: what cannot be read says nothing, not even that it is the end.
 */
export function parseLinks(header: string): readonly Link[] | undefined {
  const reader = new Reader(header);
  const links: Link[] = [];
  reader.skip(BETWEEN);
  while (!reader.ended) {
    const link = linkFrom(reader);
    if (!link || !reader.atJoint) return undefined;
    links.push(link);
    reader.skip(BETWEEN);
  }
  return links;
}

/** List elements may be empty. */
const BETWEEN = /[\s,]*/y;

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether a link may be over here. */
  get atJoint(): boolean {
    return this.ended || this.sees(',');
  }

  sees(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }

  /** Takes what a sticky pattern matches here, by its first group. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[1] ?? match[0];
  }

  skip(pattern: RegExp): void {
    this.take(pattern);
  }
}

function linkFrom(reader: Reader): Link | undefined {
  const target = reader.take(/<([^<>\s"]*)>\s*/y);
  if (target === undefined) return undefined;
  const params = new Map<string, string>();
  while (reader.take(/;\s*/y) !== undefined) {
    if (reader.atJoint || reader.sees(';')) continue;
    const name = reader.take(/([!#$%&'*+\-.^_`|~\w]+)\s*/y)?.toLowerCase();
    const value = name === undefined ? undefined : valueFrom(reader);
    if (name === undefined || value === undefined) return undefined;
    // Section 3.3: of several relations that are given as parameters the first counts.
    if (!params.has(name)) params.set(name, value);
  }
  const relations = (params.get('rel') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return { target, relations, anchored: params.has('anchor') };
}

/** The value of a parameter, empty where it has none; undefined where it is broken. */
function valueFrom(reader: Reader): string | undefined {
  if (reader.take(/=\s*/y) === undefined) return '';
  const quoted = reader.take(/"((?:[^"\\]|\\.)*)"\s*/y);
  return quoted === undefined ? reader.take(/([^\s;,"<>]+)\s*/y) : quoted.replace(/\\(.)/g, '$1');
}
