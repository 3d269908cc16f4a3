import { quoted } from '../../kernel/index.js';
import { encoded } from '../encode.js';
import type { DocumentPath, PolicyFaults } from './faults.js';

/** The members of an object; each has to be one of `allowed`. */
export function entriesOf(
  value: unknown,
  path: DocumentPath,
  allowed: readonly string[],
  faults: PolicyFaults,
): Readonly<Record<string, unknown>> | undefined {
  const object = objectOf(value, path, faults);
  if (!object) return undefined;
  const strange = Object.keys(object).filter((key) => !allowed.includes(key));
  for (const key of strange) {
    const meant = allowed.find((each) => each.toLowerCase() === key.toLowerCase());
    faults.add(
      [...path, key],
      `${quoted(key)} is not known`,
      meant ? `write \`${meant}\`` : `write only ${allowed.join(', ')}`,
    );
  }
  return strange.length === 0 ? object : undefined;
}

export function objectOf(
  value: unknown,
  path: DocumentPath,
  faults: PolicyFaults,
): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  return faults.value(path, value, 'an object');
}

/** One value or a list of one or more, each with its path. */
export function listOf(
  value: unknown,
  path: DocumentPath,
  faults: PolicyFaults,
): readonly { readonly value: unknown; readonly at: DocumentPath }[] | undefined {
  if (!Array.isArray(value)) return [{ value, at: path }];
  if (value.length === 0) return faults.value(path, value, 'a list of one or more');
  return (value as readonly unknown[]).map((each, i) => ({ value: each, at: [...path, i] }));
}

/** A text of the characters that a policy may have. Source: the pattern of `policyDocumentType` in IAM's published model. */
export function readText(value: unknown, path: DocumentPath, faults: PolicyFaults): string | undefined {
  if (typeof value !== 'string' || value === '') return faults.value(path, value, 'a text');
  return allowedText(value, path, faults);
}

/** A text, an empty one too, of the characters that a policy may have. */
export function allowedText(text: string, path: DocumentPath, faults: PolicyFaults): string | undefined {
  if (!/[^\t\n\r\u0020-\u00ff]/.test(text)) return text;
  return faults.add(
    path,
    `${quoted(text)} has a character that no policy may have`,
    'write characters up to U+00FF',
  );
}

/** The pattern with its policy variables sealed. */
export function variablesIn(text: string, path: DocumentPath, faults: PolicyFaults): string | undefined {
  return (
    encoded(text) ?? faults.add(path, `${quoted(text)} has a variable that is not closed`, 'write `${name}`')
  );
}
