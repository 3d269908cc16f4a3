import { WritError } from '../../kernel/index.js';

const LINK = /<([^>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s;,"]+))*)/g;

/**
 * The address of the next page out of a `Link` header (RFC 8288), undefined on the last page. A link to any other
 * origin is never followed, since the token would go with it. Throws PROVIDER_FOREIGN_LINK, PROVIDER_MALFORMED.
 */
export function nextPage(header: string | null, current: URL, origin: URL): URL | undefined {
  const targets = [...(header ?? '').matchAll(LINK)]
    .filter(([, , params]) => /;\s*rel\s*=\s*"?[^"]*\bnext\b/i.test(params ?? ''))
    .map(([, target]) => target ?? '');
  if (targets.length === 0) return undefined;
  const [target] = targets;
  if (targets.length > 1 || target === undefined || !URL.canParse(target, current.href)) {
    throw new WritError('PROVIDER_MALFORMED', 'Okta answered with a next link that cannot be read', {
      remedy: 'run again; if it stays, check what stands between this machine and Okta',
    });
  }
  const next = new URL(target, current);
  if (next.origin === origin.origin) return next;
  throw new WritError(
    'PROVIDER_FOREIGN_LINK',
    `a next link names \`${next.origin}\`, not \`${origin.origin}\``,
    {
      remedy: "set the org URL to the one that Okta's own links name, if both are yours",
    },
  );
}
