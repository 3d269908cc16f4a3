import { CODES, type Code, type FaultSource } from './codes.js';
import { boundedMessage } from './quote.js';
import { redact } from './redact.js';

const WRIT_ERROR = Symbol.for('writ.error');

/** Where in the input a fault lies, for people: a file with line and column, or a construct path. */
export interface FaultPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

/** An error as data, as `--json` prints it. */
export interface FaultData {
  readonly code: Code;
  readonly source: FaultSource;
  readonly message: string;
  readonly remedy: string;
  readonly place?: FaultPlace;
  readonly candidates?: readonly string[];
  /** Of several that were found together: each. */
  readonly faults?: readonly FaultData[];
  /** Of a fault in a ledger: the layer of proof that caught it, and the entry that it stands at. */
  readonly layer?: string;
  readonly seq?: number;
}

/** What a {@link WritError} carries beside its message. */
export interface WritErrorProps {
  /** What to do about it: imperative, and never "skip the check". */
  readonly remedy: string;
  readonly place?: FaultPlace;
  /** The underlying error; its message is redacted like ours. */
  readonly cause?: unknown;
  /** Ids that fit, when a name is ambiguous or unknown. */
  readonly candidates?: readonly string[];
}

/** The one error of Writ: a code, a one-line message, and a remedy, both bounded. Secrets are stripped in the constructor. */
export class WritError extends Error {
  readonly [WRIT_ERROR] = true;
  readonly code: Code;
  readonly source: FaultSource;
  readonly remedy: string;
  readonly place: FaultPlace | undefined;
  readonly candidates: readonly string[];

  constructor(code: Code, message: string, props: WritErrorProps) {
    // Half a character has no canonical form, and a message stands in manifests.
    super(boundedMessage(redact(message).toWellFormed()));
    this.name = 'WritError';
    this.code = code;
    this.source = CODES[code].source;
    this.remedy = boundedMessage(redact(props.remedy).toWellFormed());
    this.place = props.place;
    this.candidates = props.candidates ?? [];
    if (props.cause !== undefined) this.cause = redactedCause(props.cause);
  }

  /** The error as data, as `--json` prints it. */
  toJSON(): FaultData {
    return {
      code: this.code,
      source: this.source,
      message: this.message,
      remedy: this.remedy,
      ...(this.place ? { place: this.place } : {}),
      ...(this.candidates.length > 0 ? { candidates: this.candidates } : {}),
    };
  }
}

/** Several independent faults, gathered and shown together. */
export class WritErrors extends WritError {
  readonly faults: readonly WritError[];

  constructor(code: Code, message: string, faults: readonly WritError[]) {
    super(code, message, { remedy: 'mend the faults listed' });
    this.name = 'WritErrors';
    this.faults = faults;
  }

  override toJSON(): FaultData {
    return { ...super.toJSON(), faults: this.faults.map((fault) => fault.toJSON()) };
  }
}

/** Whether `value` is a WritError of any copy of this package. */
export function isWritError(value: unknown): value is WritError {
  return typeof value === 'object' && value !== null && WRIT_ERROR in value;
}

/** `value` as a WritError: itself, or wrapped as a fault of our own. */
export function toWritError(value: unknown): WritError {
  if (isWritError(value)) return value;
  const message = value instanceof Error ? value.message : String(value);
  return new WritError('BUG', message, { remedy: 'report this with the command you ran', cause: value });
}

/** The text of any thrown value, redacted. */
export function messageOf(value: unknown): string {
  return redact(value instanceof Error ? value.message : String(value));
}

function redactedCause(cause: unknown): unknown {
  if (isWritError(cause)) return cause;
  return { name: cause instanceof Error ? cause.name : 'unknown', message: messageOf(cause) };
}
