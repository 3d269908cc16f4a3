import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  type ListObjectVersionsCommandOutput,
  type ObjectLockMode,
} from '@aws-sdk/client-s3';
import { epochOf, plus, type Milliseconds } from '../../kernel/index.js';
import { Caller, type SendOptions } from '../aws/caller.js';
import { commonOf } from '../aws/clients.js';
import type { AwsConfig } from '../aws/config.js';
import { required } from '../aws/faults.js';
import { limitsOf } from '../aws/limits.js';
import { createLimiter } from '../limit/index.js';

/** A bucket, and where in it. */
export interface S3Config extends AwsConfig {
  readonly bucket: string;
  /** Before every key, ending in `/`. @default - none */
  readonly prefix?: string;
  /** Object Lock: nobody can remove or replace an object before it has this age. @default - no lock */
  readonly retain?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly for: Milliseconds };
}

/** An object as it lies there. */
export interface S3Object {
  readonly bytes: Uint8Array;
  readonly version: string | undefined;
}

/** Well below what one prefix bears (3,500 writes a second). */
const PER_SECOND = 500;

/** Conditional puts, gets and lists under one prefix. Throws PROVIDER_*. */
export class S3Objects {
  private readonly client: S3Client;
  private readonly caller: Caller;
  private readonly prefix: string;

  constructor(private readonly config: S3Config) {
    const limits = limitsOf(config);
    this.client = new S3Client({
      ...commonOf(config),
      ...(config.endpoint === undefined ? {} : { forcePathStyle: true }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    this.caller = new Caller(
      createLimiter({ concurrency: limits.concurrency, perSecond: PER_SECOND }),
      limits,
      config.clock,
    );
    this.prefix = config.prefix ?? '';
  }

  /**
   * Puts an object where there is none; false when there is another. One that is the same is ours, from a try whose answer
   * was lost.
   */
  async putNew(name: string, bytes: Uint8Array): Promise<boolean> {
    const command = new PutObjectCommand({ ...this.at(name), Body: bytes, IfNoneMatch: '*', ...this.lock() });
    const put = await this.call('s3:PutObject', (options) =>
      this.client.send(command, options).then(() => true, falseIfTaken),
    );
    if (put) return true;
    const there = await this.tryGet(name, bytes.length);
    return there !== undefined && Buffer.from(there.bytes).equals(Buffer.from(bytes));
  }

  /** The object, or of one that is larger than `maxBytes` as many bytes and one more; undefined where there is none. */
  async tryGet(name: string, maxBytes: number, version?: string): Promise<S3Object | undefined> {
    const command = new GetObjectCommand({
      ...this.at(name),
      ...(version === undefined ? {} : { VersionId: version }),
    });
    return this.call('s3:GetObject', async (options) => {
      try {
        const { Body, ContentLength = 0, VersionId } = await this.client.send(command, options);
        const body = required(Body, 's3:GetObject', 'Body');
        if (ContentLength <= maxBytes)
          return { bytes: await body.transformToByteArray(), version: VersionId };
        await body.transformToWebStream().cancel();
        return { bytes: new Uint8Array(maxBytes + 1), version: VersionId };
      } catch (error) {
        if (nameOf(error) === 'NoSuchKey') return undefined;
        throw error;
      }
    });
  }

  /** Names of objects that begin with `start`, behind `after`, in order. */
  async *names(start: string, after = ''): AsyncGenerator<string> {
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.config.bucket,
        Prefix: this.prefix + start,
        ...(after === '' ? {} : { StartAfter: this.prefix + after }),
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      const page = await this.call('s3:ListBucket', (options) => this.client.send(command, options));
      for (const { Key } of page.Contents ?? [])
        yield required(Key, 's3:ListBucket', 'Key').slice(this.prefix.length);
      token = page.IsTruncated
        ? required(page.NextContinuationToken, 's3:ListBucket', 'NextContinuationToken')
        : undefined;
    } while (token !== undefined);
  }

  /** Every version there ever was of objects that begin with `start`, oldest first within a name; no delete markers. */
  async *versions(start: string): AsyncGenerator<{ readonly name: string; readonly version: string }> {
    let marker: { KeyMarker: string; VersionIdMarker?: string } | undefined;
    const newestFirst: { name: string; version: string }[] = [];
    do {
      const command = new ListObjectVersionsCommand({
        Bucket: this.config.bucket,
        Prefix: this.prefix + start,
        ...marker,
      });
      const page = await this.call('s3:ListBucketVersions', (options) => this.client.send(command, options));
      for (const { Key, VersionId } of page.Versions ?? [])
        newestFirst.push({
          name: required(Key, 's3:ListBucketVersions', 'Key').slice(this.prefix.length),
          version: required(VersionId, 's3:ListBucketVersions', 'VersionId'),
        });
      marker = page.IsTruncated ? markerOf(page) : undefined;
    } while (marker !== undefined);
    const names = [...new Set(newestFirst.map(({ name }) => name))];
    for (const name of names) yield* newestFirst.filter((each) => each.name === name).reverse();
  }

  /** Where this is, for people. */
  get place(): string {
    return `s3://${this.config.bucket}/${this.prefix}`;
  }

  private call<T>(action: string, send: (options: SendOptions) => Promise<T>): Promise<T> {
    return this.caller.call(action, send, undefined);
  }

  private at(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.config.bucket, Key: this.prefix + name };
  }

  private lock(): { ObjectLockMode?: ObjectLockMode; ObjectLockRetainUntilDate?: Date } {
    const { retain, clock } = this.config;
    if (!retain) return {};
    return {
      ObjectLockMode: retain.mode,
      ObjectLockRetainUntilDate: new Date(epochOf(plus(clock.now(), retain.for))),
    };
  }
}

/** Two conditional puts at the same time: S3 says to try again, and then one of them is there. */
function falseIfTaken(error: unknown): false {
  if (nameOf(error) === 'PreconditionFailed') return false;
  if (nameOf(error) === 'ConditionalRequestConflict')
    throw Object.assign(new Error('conflict'), { name: 'SlowDown' });
  throw error;
}

function markerOf({ NextKeyMarker, NextVersionIdMarker }: ListObjectVersionsCommandOutput): {
  KeyMarker: string;
  VersionIdMarker?: string;
} {
  const KeyMarker = required(NextKeyMarker, 's3:ListBucketVersions', 'NextKeyMarker');
  return NextVersionIdMarker === undefined
    ? { KeyMarker }
    : { KeyMarker, VersionIdMarker: NextVersionIdMarker };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
