import {
  isWritError,
  toWritError,
  type FaultData,
  type WritError,
  type WritErrors,
} from '../kernel/index.js';
import { clean } from '../report/index.js';
import type { Io } from './io.js';

/** The document that `--json` prints on standard output when a command fails. */
export interface ErrorDocument {
  readonly schema: 'writ.error/1';
  readonly error: FaultData;
}

/** Any thrown value as a WritError; what the platform throws for a full disk or a missing file gets its own code. */
export function faultOf(thrown: unknown, signal?: AbortSignal): WritError {
  if (isWritError(thrown)) return thrown;
  if (signal?.aborted && isWritError(signal.reason)) return signal.reason;
  return toWritError(thrown);
}

/** Says what failed on standard error, in words, and with `--json` as a document on standard output. */
export function report(error: WritError, io: Io, json: boolean): void {
  if (json) io.out(`${JSON.stringify(documentOf(error))}\n`);
  io.err(`${wordsOf(error).join('\n')}\n`);
}

/** The error as its document. */
export function documentOf(error: WritError): ErrorDocument {
  return { schema: 'writ.error/1', error: error.toJSON() };
}

/** The error in words: what, where, what to do. Several faults are listed under their heading. */
export function wordsOf(error: WritError): string[] {
  const faults = 'faults' in error ? (error as WritErrors).faults : [];
  const lines = [`error ${error.code}: ${clean(error.message)}`, ...placeLines(error)];
  for (const fault of faults) lines.push(...wordsOf(fault).map((line) => `  ${line}`));
  // A remedy that names each of them says it already.
  if (error.candidates.length > 1 && !error.candidates.every((id) => error.remedy.includes(id)))
    lines.push(`  fits: ${error.candidates.map((id) => clean(id)).join(', ')}`);
  if (faults.length === 0) lines.push(`  try: ${clean(error.remedy)}`);
  return lines;
}

function placeLines(error: WritError): string[] {
  const { place } = error;
  if (!place) return [];
  const spot = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  return [...(spot ? [`  at ${clean(spot)}`] : []), ...(place.path ? [`  in ${clean(place.path)}`] : [])];
}
