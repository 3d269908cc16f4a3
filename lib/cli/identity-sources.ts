import type { FeedSource, IdentitySources } from '../adapters/feeds/source.js';
import { WritError } from '../kernel/index.js';
import { tryParsePrincipal } from '../model/index.js';
import type { DirectoryFeed, FeedPaths, OktaFeed, ScimFeed } from './config.js';
import { pathIn, type LoadedConfig } from './load-config.js';
import type { SandboxCall } from './options.js';
import { readSandboxFile } from './sandbox.js';
import { wantsSandbox } from './world.js';

/** Where the identity feeds of a configuration come from: absolute paths, and tokens out of the environment. Throws CONFIG_INVALID. */
export async function identitySources(call: SandboxCall, loaded: LoadedConfig): Promise<IdentitySources> {
  const { hr, directory, delegations, events, credentials, heads } = loaded.config.feeds;
  const several = Array.isArray(directory) ? (directory as readonly DirectoryFeed[]) : undefined;
  return {
    hr: await sourceOf(call, loaded, hr),
    directory: several
      ? await Promise.all(several.map((each) => sourceOf(call, loaded, each)))
      : await sourceOf(call, loaded, directory as DirectoryFeed),
    ...(delegations ? { delegations: absolute(loaded, delegations) } : {}),
    ...(events ? { events: absolute(loaded, events) } : {}),
    ...(credentials ? { credentials: absolute(loaded, credentials) } : {}),
    ...(heads ? { heads: heads.flatMap((who) => tryParsePrincipal(who)?.id ?? []) } : {}),
  };
}

/** Where the HR feed alone comes from. */
export function hrSource(call: SandboxCall, loaded: LoadedConfig): Promise<FeedSource> {
  return sourceOf(call, loaded, loaded.config.feeds.hr);
}

async function sourceOf(call: SandboxCall, loaded: LoadedConfig, feed: DirectoryFeed): Promise<FeedSource> {
  if ('json' in feed) return { json: absolute(loaded, feed.json) };
  if ('scim' in feed) return { scim: scimOf(call, loaded, feed.scim) };
  return 'okta' in feed ? { okta: await oktaOf(call, loaded, feed.okta) } : absolute(loaded, feed);
}

function scimOf(call: SandboxCall, loaded: LoadedConfig, scim: ScimFeed['scim']) {
  const source = scim.source === undefined ? {} : { source: scim.source };
  if (!('url' in scim)) return { ...absolute(loaded, scim), ...source };
  const name = scim.tokenEnv ?? 'SCIM_TOKEN';
  return { url: scim.url, token: tokenOf(call, name, 'a bearer token that may read users'), ...source };
}

/** The running sandbox has an Okta of its own. */
async function oktaOf(call: SandboxCall, { config }: LoadedConfig, feed: OktaFeed['okta']) {
  if (wantsSandbox(call)) {
    const { okta } = await readSandboxFile(call.io);
    return { orgUrl: okta.url, token: okta.token, limits: { reserve: 0 } };
  }
  const { orgUrl, tokenEnv, limits } = { ...config.sources.okta, ...feed };
  if (orgUrl === undefined)
    throw new WritError('CONFIG_INVALID', 'the Okta feed has no organization', {
      remedy: 'name `orgUrl` in `feeds.directory.okta`, or `sources.okta`',
    });
  const token = tokenOf(call, tokenEnv ?? 'OKTA_API_TOKEN', 'an API token of a read-only administrator');
  return { orgUrl, token, ...(limits ? { limits } : {}) };
}

function tokenOf({ io }: SandboxCall, name: string, what: string): string {
  const token = io.env[name];
  if (token !== undefined && /^[\x21-\x7e]+$/.test(token)) return token;
  throw new WritError('CONFIG_INVALID', `the environment has no \`${name}\` that could be a token`, {
    remedy: `export ${name} with ${what}`,
  });
}

function absolute(loaded: LoadedConfig, { data, manifest }: FeedPaths): FeedPaths {
  return { data: pathIn(loaded, data), manifest: pathIn(loaded, manifest) };
}
