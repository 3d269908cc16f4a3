import { resolve } from 'node:path';
import { readTextFile } from '../adapters/files/text.js';
import { nearest, quoted, WritError, WritErrors } from '../kernel/index.js';
import { packageAccess } from '../manifest/index.js';
import { publishedPolicy, readPolicy, type Asked } from '../meaning/index.js';
import { manifestPath, readSynthesis } from './manifest-file.js';

/** A command that is asked about policies and packages. */
type AskingCall = Parameters<typeof manifestPath>[0];

/** What `--against` names: an ARN, a package by its id, or else a file, which a dot or a slash tells from an id. */
export function againstAsked(call: AskingCall, named: string): Promise<Asked> {
  return /^[a-z][a-z0-9-]*$/.test(named) ? packageAsked(call, named) : policyAsked(call, named);
}

/** The option, wherever something is held against something else. */
export const AGAINST_OPTION = {
  flags: '--against <other>',
  about:
    'a package id, a file (`./name` where its name has no dot) or an ARN: also tell what is allowed beyond it',
} as const;

const MAX_BYTES = 1024 * 1024;

/** The policy in a file, or the one that AWS publishes under an ARN. Throws NOT_FOUND, POLICY_INVALID. */
export async function policyAsked(call: AskingCall, named: string): Promise<Asked> {
  if (named.startsWith('arn:')) {
    const published = publishedPolicy(named);
    if (!published)
      throw new WritError('NOT_FOUND', `${quoted(named)} is no policy that AWS is known to publish`, {
        remedy: 'save its document to a file and name that',
      });
    const unread = published.ofItsPartition ? [] : [`policy ${named}`];
    return {
      name: `${named} (${published.version}, ${published.published})`,
      access: { policies: [published.policy] },
      unread,
    };
  }
  const read = readPolicy(await readTextFile(resolve(call.io.cwd, named), MAX_BYTES, { shown: named }));
  if (read.policy) return { name: named, access: { policies: [read.policy] }, unread: [] };
  throw inFile(named, read.faults);
}

/** All that a package gives in AWS. Throws NOT_FOUND. */
export async function packageAsked(call: AskingCall, id: string): Promise<Asked> {
  const { manifest } = await readSynthesis(await manifestPath(call));
  const { packages } = manifest.catalogue;
  const pack = packages.find((each) => each.id === id);
  if (!pack) {
    const ids = packages.map((each) => each.id);
    const meant = nearest(id, ids);
    throw new WritError('NOT_FOUND', `the manifest has no package ${quoted(id)}`, {
      remedy: 'name one of its packages',
      candidates: meant === undefined ? [] : [meant],
    });
  }
  return { name: `package ${id}: ${pack.title}`, ...packageAccess(manifest.catalogue, pack) };
}

function inFile(file: string, faults: readonly WritError[]): WritErrors {
  const placed = faults.map(
    ({ code, message, remedy, place }) => new WritError(code, message, { remedy, place: { file, ...place } }),
  );
  return new WritErrors('POLICY_INVALID', `${quoted(file)} is no policy that IAM would accept`, placed);
}
