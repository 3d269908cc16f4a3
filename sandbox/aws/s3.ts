import { type FaultDialect, withFaults } from '../core/faults.js';
import type { PlainRequest, PlainResponse } from '../core/plain.js';
import type { Runtime } from '../core/runtime.js';
import { AwsError } from './errors.js';
import { Objects, type Version } from './s3-objects.js';
import { s3Refusal, s3Xml, tag } from './s3-xml.js';

/** Whether a request is signed for S3, which has neither a target nor an action. */
export function isS3Call({ headers }: PlainRequest): boolean {
  return /Credential=[^/]+\/\d{8}\/[^/]+\/s3\/aws4_request/.test(headers['authorization'] ?? '');
}

/** One request of S3, path style, taken apart. */
interface S3Call {
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly request: PlainRequest;
}

/** Pages of a list hold this many keys. */
const MOST = 1000;

/** S3 as far as a ledger needs it: conditional puts, versions, Object Lock, lists. Bodies are text. */
export class S3 {
  private readonly objects: Objects;

  constructor(private readonly runtime: Runtime) {
    this.objects = new Objects(runtime);
  }

  /** Names one request and answers it, under the faults that match it. */
  call(request: PlainRequest): { service: string; operation: string; answer(): Promise<PlainResponse> } {
    const call = takenApart(request);
    const { operation, bucket, key } = call;
    const answer = (): Promise<PlainResponse> =>
      withFaults(
        this.runtime,
        { service: 's3', operation, params: { Bucket: bucket, Key: key } },
        this.dialect(),
        () => this.answered(call),
      );
    return { service: 's3', operation, answer };
  }

  private answered(call: S3Call): PlainResponse {
    try {
      return this.perform(call);
    } catch (error) {
      if (error instanceof AwsError) return this.refusal(error);
      throw error;
    }
  }

  private perform(call: S3Call): PlainResponse {
    const { operation, bucket, key, query, request } = call;
    const { objects } = this;
    switch (operation) {
      case 'CreateBucket':
        objects.createBucket(bucket, request.headers['x-amz-bucket-object-lock-enabled'] === 'true');
        return this.plain({ location: `/${bucket}` });
      case 'PutBucketVersioning':
        objects.setVersioning(bucket, request.body.includes('<Status>Enabled</Status>'));
        return this.plain({});
      case 'GetBucketVersioning':
        return this.xml(
          tag('VersioningConfiguration', objects.isVersioned(bucket) ? tag('Status', 'Enabled', true) : ''),
        );
      case 'PutObject':
        return this.plain(
          versionHeaders(
            objects.put(bucket, key, { body: request.body, onlyNew: onlyNew(request), ...lockOf(request) }),
          ),
        );
      case 'GetObject':
      case 'HeadObject': {
        const version = objects.get(bucket, key, query.get('versionId') ?? undefined);
        return this.plain(
          { ...versionHeaders(version), 'content-type': 'application/octet-stream' },
          version.body,
        );
      }
      case 'DeleteObject':
        objects.delete(bucket, key, query.get('versionId') ?? undefined);
        return { ...this.plain({}), status: 204 };
      case 'ListObjectsV2':
        return this.list(call);
      case 'ListObjectVersions':
        return this.listVersions(call);
      default:
        throw new AwsError(
          'NotImplemented',
          `the sandbox does not serve ${request.method} ${request.url}`,
          {},
          501,
        );
    }
  }

  private list({ bucket, query }: S3Call): PlainResponse {
    const prefix = query.get('prefix') ?? '';
    const token = query.get('continuation-token');
    const after =
      token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64').toString('utf8');
    const all = this.objects.list(bucket, prefix, after);
    const shown = all.slice(0, mostOf(query));
    const more = all.length > shown.length;
    const last = shown.at(-1)?.key ?? '';
    const contents = shown.map((version) => tag('Contents', entryXml(version)));
    const next = more ? tag('NextContinuationToken', Buffer.from(last).toString('base64'), true) : '';
    const head =
      tag('Name', bucket, true) + tag('Prefix', prefix, true) + tag('KeyCount', String(shown.length), true);
    return this.xml(
      tag('ListBucketResult', `${head}${tag('IsTruncated', String(more), true)}${next}${contents.join('')}`),
    );
  }

  private listVersions({ bucket, query }: S3Call): PlainResponse {
    const prefix = query.get('prefix') ?? '';
    const all = this.objects.versions(bucket, prefix, query.get('key-marker') ?? '');
    const shown = wholeKeys(all, mostOf(query));
    const more = all.length > shown.length;
    const next = more ? tag('NextKeyMarker', shown.at(-1)?.key ?? '', true) : '';
    const items = shown.map((version) => {
      const current = String(this.objects.isCurrent(bucket, version));
      const inner = `${tag('VersionId', version.id, true)}${tag('IsLatest', current, true)}${entryXml(version)}`;
      return tag(version.body === undefined ? 'DeleteMarker' : 'Version', inner);
    });
    return this.xml(
      tag(
        'ListVersionsResult',
        `${tag('Name', bucket, true)}${tag('IsTruncated', String(more), true)}${next}${items.join('')}`,
      ),
    );
  }

  private dialect(): FaultDialect {
    const refuse = (code: string, message: string, status: number): PlainResponse =>
      this.refusal(new AwsError(code, message, {}, status));
    return {
      throttled: () => refuse('SlowDown', 'Please reduce your request rate.', 503),
      denied: () => refuse('AccessDenied', 'Access Denied', 403),
      unauthorized: () =>
        refuse(
          'InvalidAccessKeyId',
          'The AWS Access Key Id you provided does not exist in our records.',
          403,
        ),
      emptyPage: (answer) => answer,
      shortPage: (answer) => answer,
    };
  }

  private refusal(error: AwsError): PlainResponse {
    return s3Refusal(error, this.runtime.nextId('request'));
  }

  private xml(inner: string): PlainResponse {
    return s3Xml(200, inner, this.runtime.nextId('request'));
  }

  private plain(headers: Record<string, string>, body = ''): PlainResponse {
    return { status: 200, headers: { ...headers, 'x-amz-request-id': this.runtime.nextId('request') }, body };
  }
}

function takenApart(request: PlainRequest): S3Call {
  const [path = '', search = ''] = request.url.split('?');
  const [, bucket = '', ...rest] = path.split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const query = new URLSearchParams(search);
  return { operation: operationOf(request.method, key, query), bucket, key, query, request };
}

function operationOf(method: string, key: string, query: URLSearchParams): string {
  if (key !== '') return `${method.charAt(0)}${method.slice(1).toLowerCase()}Object`;
  if (query.has('versioning')) return method === 'GET' ? 'GetBucketVersioning' : 'PutBucketVersioning';
  if (query.has('versions')) return 'ListObjectVersions';
  if (query.get('list-type') === '2') return 'ListObjectsV2';
  return method === 'PUT' ? 'CreateBucket' : 'unknown';
}

function onlyNew({ headers }: PlainRequest): boolean {
  const condition = headers['if-none-match'];
  if (condition !== undefined && condition !== '*')
    throw new AwsError(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      {},
      501,
    );
  return condition === '*';
}

function lockOf({ headers }: PlainRequest): { lock?: NonNullable<Version['lock']> } {
  const mode = headers['x-amz-object-lock-mode'];
  const until = Date.parse(headers['x-amz-object-lock-retain-until-date'] ?? '');
  if (mode === undefined) return {};
  if ((mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') || Number.isNaN(until))
    throw new AwsError(
      'InvalidArgument',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
      {},
      400,
    );
  return { lock: { mode, until } };
}

function versionHeaders({ id, etag, at }: Version): Record<string, string> {
  const versioned = id === 'null' ? {} : { 'x-amz-version-id': id };
  return { etag, 'last-modified': new Date(at).toUTCString(), ...versioned };
}

function entryXml({ key, at, etag, body }: Version): string {
  const size =
    body === undefined ? '' : tag('ETag', etag, true) + tag('Size', String(Buffer.byteLength(body)), true);
  return `${tag('Key', key, true)}${tag('LastModified', new Date(at).toISOString(), true)}${size}`;
}

function mostOf(query: URLSearchParams): number {
  return Math.min(MOST, Math.max(1, Number(query.get('max-keys') ?? MOST)));
}

/** A page of versions ends at the end of a key: the marker names keys only. */
function wholeKeys(all: readonly Version[], most: number): Version[] {
  let end = Math.min(most, all.length);
  while (end < all.length && all[end]?.key === all[end - 1]?.key) end += 1;
  return all.slice(0, end);
}
