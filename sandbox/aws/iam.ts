import { createHash } from 'node:crypto';
import type { Runtime } from '../core/runtime.js';
import type { PolicyVersion } from '../core/state.js';
import { AwsError } from './errors.js';
import { escaped, readForm, type QueryCall, type QueryService } from './query.js';
import { text } from './shapes.js';

const ofPolicy = { PolicyArn: text({ min: 20, max: 2048 }) };
const ofVersion = { ...ofPolicy, VersionId: text({ pattern: 'v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?' }) };

/** When AWS made its first managed policies. */
const MADE = '2015-02-06T18:39:46Z';

/** AWS IAM, as far as it tells what the policies say that AWS manages. */
export const iam: QueryService = {
  name: 'iam',
  version: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  operations: { GetPolicy: policyXml, GetPolicyVersion: versionXml },
};

/** The versions of a policy that AWS manages, the default one last; none of what it does not have. */
export function versionsOf({ world, publishedPolicy }: Runtime, arn: string): readonly PolicyVersion[] {
  const published = publishedPolicy(arn);
  return [
    ...(published
      ? [
          {
            id: published.version,
            document: JSON.stringify(published.document),
            createdAt: published.published,
          },
        ]
      : []),
    ...(world.aws.policyVersions.get(arn) ?? []),
  ];
}

function policyXml({ runtime, form }: QueryCall): string {
  const { PolicyArn: arn } = readForm(ofPolicy, form);
  const versions = versionsOf(runtime, arn);
  const current = versions.at(-1);
  if (!current) throw noSuch(`Policy ${arn}`);
  const [, path = '/', name = ''] = /:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  return (
    `<Policy><PolicyName>${escaped(name)}</PolicyName><PolicyId>${idOf(arn)}</PolicyId><Arn>${escaped(arn)}</Arn>` +
    `<Path>${escaped(path)}</Path><DefaultVersionId>${current.id}</DefaultVersionId>` +
    '<AttachmentCount>0</AttachmentCount><PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>' +
    `<IsAttachable>true</IsAttachable><CreateDate>${MADE}</CreateDate>` +
    `<UpdateDate>${instant(current.createdAt)}</UpdateDate><Tags/></Policy>`
  );
}

function versionXml({ runtime, form }: QueryCall): string {
  const { PolicyArn: arn, VersionId: id } = readForm(ofVersion, form);
  const versions = versionsOf(runtime, arn);
  const version = versions.find((each) => each.id === id);
  if (!version) throw noSuch(`Policy ${arn} version ${id}`);
  return (
    `<PolicyVersion><Document>${percentEncoded(version.document)}</Document><VersionId>${id}</VersionId>` +
    `<IsDefaultVersion>${String(version === versions.at(-1))}</IsDefaultVersion>` +
    `<CreateDate>${instant(version.createdAt)}</CreateDate></PolicyVersion>`
  );
}

/** All but the unreserved characters of RFC 3986. */
function percentEncoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function idOf(arn: string): string {
  return `ANPA${createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase()}`;
}

/** `2026-07-21`, or with its time, to the second. */
function instant(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function noSuch(what: string): AwsError {
  return new AwsError('NoSuchEntity', `${what} does not exist or is not attachable.`, {}, 404);
}
