import { createHash } from 'node:crypto';
import type { Runtime } from '../core/runtime.js';
import { AwsError } from './errors.js';

/** One version of an object, or the marker that it was deleted. */
export interface Version {
  readonly key: string;
  readonly id: string;
  readonly at: number;
  /** Undefined in a delete marker. */
  readonly body?: string;
  readonly etag: string;
  readonly lock?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly until: number };
}

interface Bucket {
  versioned: boolean;
  readonly lockable: boolean;
  /** Versions by key, oldest first. */
  readonly objects: Map<string, Version[]>;
}

/** What a put carries beside its body. */
export interface PutProps {
  readonly body: string;
  readonly onlyNew: boolean;
  readonly lock?: Version['lock'];
}

/** Buckets and their objects: strongly consistent, conditional puts, versions, locks. */
export class Objects {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly runtime: Runtime) {}

  createBucket(name: string, lockable: boolean): void {
    if (this.buckets.has(name))
      throw new AwsError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        {},
        409,
      );
    this.buckets.set(name, { versioned: lockable, lockable, objects: new Map() });
  }

  setVersioning(name: string, on: boolean): void {
    const bucket = this.bucket(name);
    if (!on && bucket.lockable)
      throw new AwsError(
        'InvalidBucketState',
        'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
        {},
        409,
      );
    bucket.versioned = on;
  }

  isVersioned(name: string): boolean {
    return this.bucket(name).versioned;
  }

  put(name: string, key: string, { body, onlyNew, lock }: PutProps): Version {
    const bucket = this.bucket(name);
    if (onlyNew && this.current(bucket, key)?.body !== undefined)
      throw new AwsError(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        { Condition: 'If-None-Match' },
        412,
      );
    if (lock && !bucket.lockable)
      throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration', {}, 400);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    return this.add(bucket, { key, body, etag, ...(lock ? { lock } : {}) });
  }

  /** The current version, or the one named. */
  get(name: string, key: string, versionId?: string): Version {
    const bucket = this.bucket(name);
    const versions = bucket.objects.get(key) ?? [];
    const found = versionId === undefined ? versions.at(-1) : versions.find(({ id }) => id === versionId);
    if (versionId !== undefined && !found)
      throw new AwsError('NoSuchVersion', 'The specified version does not exist.', {}, 404);
    if (found?.body === undefined)
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', { Key: key }, 404);
    return found;
  }

  /** Without a version, a marker hides the object; a version goes for good unless it is locked. */
  delete(name: string, key: string, versionId?: string): void {
    const bucket = this.bucket(name);
    const versions = bucket.objects.get(key) ?? [];
    if (versionId === undefined && bucket.versioned) {
      this.add(bucket, { key, etag: '' });
      return;
    }
    const doomed = versions.filter(({ id }) => versionId === undefined || id === versionId);
    if (doomed.some(({ lock }) => lock && lock.until > this.runtime.now()))
      throw new AwsError('AccessDenied', 'Access Denied because object protected by object lock.', {}, 403);
    bucket.objects.set(
      key,
      versions.filter((version) => !doomed.includes(version)),
    );
  }

  /** Current objects after a key, by the bytes of their keys. */
  list(name: string, prefix: string, after: string): Version[] {
    const bucket = this.bucket(name);
    return this.keys(bucket, prefix, after).flatMap((key) => {
      const current = this.current(bucket, key);
      return current?.body === undefined ? [] : [current];
    });
  }

  /** All versions of keys with a prefix after a key, newest first within a key. */
  versions(name: string, prefix: string, after: string): Version[] {
    const bucket = this.bucket(name);
    return this.keys(bucket, prefix, after).flatMap((key) => [...(bucket.objects.get(key) ?? [])].reverse());
  }

  isCurrent(name: string, version: Version): boolean {
    return this.current(this.bucket(name), version.key) === version;
  }

  private add(bucket: Bucket, version: Omit<Version, 'id' | 'at'>): Version {
    const id = bucket.versioned ? this.runtime.nextId('s3-version') : 'null';
    const whole = { ...version, id, at: this.runtime.now() };
    const before = bucket.versioned ? (bucket.objects.get(version.key) ?? []) : [];
    bucket.objects.set(version.key, [...before, whole]);
    return whole;
  }

  private keys(bucket: Bucket, prefix: string, after: string): string[] {
    return [...bucket.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  }

  private current(bucket: Bucket, key: string): Version | undefined {
    return bucket.objects.get(key)?.at(-1);
  }

  private bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket)
      throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name }, 404);
    return bucket;
  }
}
