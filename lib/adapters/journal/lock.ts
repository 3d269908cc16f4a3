import { randomUUID } from 'node:crypto';
import {
  linkSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  fsyncSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { WritError } from '../../kernel/index.js';
import { isCode } from './fault.js';

/** Who holds a lock. */
interface Claim {
  readonly host: string;
  readonly pid: number;
  readonly token: string;
}

/** A lock that is held; `release` is safe to call twice. */
export interface Lock {
  release(): void;
}

/**
 * Takes the one writer's lock at `path`, or throws JOURNAL_LOCKED. A lock whose process is gone from this machine is
 * stale and taken over; that of another machine cannot be judged from here and is never taken.
 */
export function takeLock(path: string): Lock {
  const claim: Claim = { host: hostname(), pid: process.pid, token: randomUUID() };
  if (!tryCreate(path, claim)) {
    const holder = readClaim(path);
    if (!isStale(holder) || !trySetAside(path, holder) || !tryCreate(path, claim)) throw locked(path, holder);
  }
  return { release: () => releaseIfOurs(path, claim) };
}

/** Creates the file whole or not at all: written aside, then linked, which fails when the name is taken. */
function tryCreate(path: string, claim: Claim): boolean {
  const aside = `${path}.${claim.token}`;
  const file = openSync(aside, 'wx', 0o600);
  try {
    writeFileSync(file, JSON.stringify(claim));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    unlinkSync(aside);
  }
}

/** Moves a stale lock away; when another run was faster and it is not the same lock any more, puts that one back. */
function trySetAside(path: string, stale: Claim | undefined): boolean {
  const aside = `${path}.stale-${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true;
    throw error;
  }
  const moved = readClaim(aside);
  const same = moved?.token === stale?.token;
  if (!same) linkSync(aside, path);
  unlinkSync(aside);
  return same;
}

function isStale(claim: Claim | undefined): boolean {
  if (!claim || claim.host !== hostname()) return false;
  if (claim.pid === process.pid) return false;
  try {
    process.kill(claim.pid, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

function releaseIfOurs(path: string, claim: Claim): void {
  if (readClaim(path)?.token === claim.token) unlinkSync(path);
}

function readClaim(path: string): Claim | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isClaim(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null) return false;
  const { host, pid, token } = value as Record<string, unknown>;
  return typeof host === 'string' && typeof pid === 'number' && typeof token === 'string';
}

function locked(path: string, holder: Claim | undefined): WritError {
  const who = holder ? `process ${holder.pid} on \`${holder.host}\`` : 'a process that cannot be told';
  return new WritError('JOURNAL_LOCKED', `the journal is being written by ${who}`, {
    remedy: `wait for that run to end; if it is certain that it ended, remove \`${path}\``,
    place: { file: path },
  });
}
