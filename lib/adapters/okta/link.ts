import { WritError } from '../../kernel/index.js';
import { parseLinks } from './link-header.js';

/** What the `Link` headers of a page say of the list that it is of. */
export interface PageLinks {
  /** The next page; undefined on the last. */
  readonly next: URL | undefined;
  /** Whether there was any link at all: Okta's last page links to itself. */
  readonly linked: boolean;
}

/**
 * Where a list goes on after this page. A link to any other origin is never followed, since the token would go with it.
 * Throws PROVIDER_FOREIGN_LINK, and PROVIDER_MALFORMED for headers that are no links or lead to several next pages.
 */
export function linksOfPage(header: string | null, current: URL, origin: URL): PageLinks {
  const links = parseLinks(header ?? '');
  if (!links) throw unreadable('a Link header that cannot be read');
  const nexts = links.filter(({ relations }) => relations.includes('next'));
  const [first] = nexts;
  if (!first) return { next: undefined, linked: links.length > 0 };
  const { target, anchored } = first;
  const agree = nexts.every((link) => link.target === target);
  if (anchored || !agree || target === '' || !URL.canParse(target, current.href))
    throw unreadable('a next link that cannot be read');
  const next = new URL(target, current);
  if (next.origin !== origin.origin) throw foreign(next, origin);
  return { next, linked: true };
}

function unreadable(what: string): WritError {
  return new WritError('PROVIDER_MALFORMED', `Okta answered with ${what}`, {
    remedy: 'run again; if it stays, check what stands between this machine and Okta',
  });
}

function foreign(next: URL, origin: URL): WritError {
  return new WritError(
    'PROVIDER_FOREIGN_LINK',
    `a next link names \`${next.origin}\`, not \`${origin.origin}\``,
    { remedy: "set the org URL to the one that Okta's own links name, if both are yours" },
  );
}
