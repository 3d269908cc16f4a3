import { digestOf, messageOf, WritError, type Digest } from '../../kernel/index.js';
import { PolicyFaults } from './faults.js';
import { placesIn } from './places.js';
import type { Policy } from './policy.js';
import { readStatements } from './statement.js';
import { sortedStatements } from './normal.js';

/** What a document says, or why it cannot be told. */
export type ReadPolicy =
  | { readonly policy: Policy; readonly digest: Digest }
  | { readonly policy?: undefined; readonly faults: readonly WritError[] };

/** No policy that AWS accepts or publishes comes near this many characters. */
export const MAX_POLICY_CHARS = 262_144;

/**
 * Reads a policy document (its text, or what a JSON parser made of it) under the whole grammar of IAM, into its normal form. What is
 * not understood is a fault with its place, and then nothing of the document is read.
 * Source: IAM user guide, "Grammar of the IAM JSON policy language".
 */
export function readPolicy(document: unknown): ReadPolicy {
  return typeof document === 'string' ? readText(document) : readValue(document);
}

function readText(text: string): ReadPolicy {
  if (text.length > MAX_POLICY_CHARS) return refused(tooLarge(text.length));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return refused(
      new WritError('POLICY_INVALID', `policy is not JSON: ${messageOf(cause)}`, {
        remedy: 'write one JSON object',
        cause,
      }),
    );
  }
  const places = placesIn(text);
  if (places.faults.length > 0) return { faults: places.faults };
  return read(value, places.at);
}

function readValue(value: unknown): ReadPolicy {
  return read(value, () => ({}));
}

function read(value: unknown, placeOf: Parameters<PolicyFaults['errors']>[0]): ReadPolicy {
  const faults = new PolicyFaults();
  const statements = readStatements(value, faults);
  if (faults.found.length > 0 || !statements) return { faults: faults.errors(placeOf) };
  const policy: Policy = { statements: sortedStatements(statements) };
  return { policy, digest: digestOf(policy) };
}

function refused(fault: WritError): ReadPolicy {
  return { faults: [fault] };
}

function tooLarge(length: number): WritError {
  return new WritError(
    'POLICY_INVALID',
    `policy has ${String(length)} characters; ${String(MAX_POLICY_CHARS)} are allowed`,
    { remedy: 'divide it into several policies' },
  );
}
