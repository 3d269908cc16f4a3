import { redact } from '../kernel/index.js';

/** What is passed on of a diagnostic of Terraform. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** The resource that it is about. */
  readonly address?: string;
}

/** What one line of the output of `-json` says, as far as it is of use. */
export type UiLine =
  | { readonly says: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly says: 'progress'; readonly text: string };

/** The longest text of a diagnostic that is passed on. */
const LONGEST = 1200;

/**
 * Reads one line of `-json` output. A line that is no JSON, or of a type that says nothing here, is left out: versions have printed plain text
 * among them. Snippets and values are never read.
 * Source: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 * @param secrets - values that must not stand in what is passed on, whatever their form
 */
export function uiLine(line: string, secrets: readonly string[] = []): UiLine | undefined {
  const said = parsed(line);
  if (!said) return undefined;
  if (said['type'] === 'diagnostic') {
    const diagnostic = recordOf(said['diagnostic']);
    return diagnostic && { says: 'diagnostic', diagnostic: diagnosticOf(diagnostic, secrets) };
  }
  const text = progressOf(said);
  return text === undefined ? undefined : { says: 'progress', text };
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return recordOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function diagnosticOf(said: Readonly<Record<string, unknown>>, secrets: readonly string[]): Diagnostic {
  const { severity, summary, detail, address } = said;
  const word = typeof address === 'string' ? plainText(address, secrets) : '';
  return {
    severity: severity === 'warning' ? 'warning' : 'error',
    summary: plainText(textOf(summary), secrets),
    detail: plainText(textOf(detail), secrets),
    ...(word === '' ? {} : { address: word }),
  };
}

/** What happens to which resource; their names are ours. */
function progressOf(said: Readonly<Record<string, unknown>>): string | undefined {
  const hook = recordOf(said['hook']) ?? recordOf(said['change']);
  const resource = textOf(recordOf(hook?.['resource'])?.['addr']);
  const verb = VERBS[textOf(said['type'])];
  return verb === undefined || resource === '' ? undefined : `${verb} ${plainText(resource, [])}`;
}

const VERBS: Readonly<Record<string, string>> = {
  refresh_start: 'reading',
  planned_change: 'planned',
  apply_start: 'applying',
  apply_complete: 'applied',
};

/**
 * A text with every long word left out that is not known to be harmless: an ARN, an id that the providers give, an address, a host, or letters alone. What a
 * provider puts into an error may be anything.
 */
export function plainText(text: string, secrets: readonly string[]): string {
  const without = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    .reduce((kept, secret) => kept.replaceAll(secret, LEFT_OUT), text.slice(0, LONGEST));
  return redact(without)
    .replace(/[A-Za-z0-9+/=_.~%:@&?#-]{16,}/g, (word) => keptOf(word))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const LEFT_OUT = '[left out]';

/** Words of 16 characters and more that say something and are no secret. */
const HARMLESS: readonly RegExp[] = [
  /^[A-Za-z]+[.:]?$/,
  /^[A-Za-z]+(?:[-_.][A-Za-z]+)+[.:]?$/,
  /^arn:aws[\w-]*:[a-z0-9-]*:[a-z0-9-]*:\d{0,12}:[A-Za-z0-9/_.+=:-]{1,120}$/,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[.,:]?$/,
  /^(?:data\.)?(?:aws|okta)_[a-z_]+\.[a-z0-9_]{1,90}[:.]?$/,
  /^(?:registry\.terraform\.io|registry\.opentofu\.org)\/[a-z]+\/[a-z]+[:.]?$/,
  /^ssoins-[0-9a-f]{16}$/,
];

function keptOf(word: string): string {
  if (HARMLESS.some((form) => form.test(word))) return word;
  const url = /^https?:\/\/(?:[^/@]*@)?([a-z0-9.-]+(?::\d+)?)/.exec(word);
  return url ? `${url[0].startsWith('https') ? 'https' : 'http'}://${url[1] ?? ''}` : LEFT_OUT;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
