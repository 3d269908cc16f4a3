import { WritError } from '../../kernel/index.js';

/** How cdktf marks in a text what it will put there later; a text of ours has none, and it finds them anywhere. */
const TOKEN = /TfToken\[/i;

/**
 * `text` as Terraform reads it back unchanged: its template markers are escaped, so that no name becomes code.
 * Throws DECLARATION_INVALID on what cdktf would take for its own.
 */
export function literal(text: string): string {
  if (TOKEN.test(text)) {
    throw new WritError(
      'DECLARATION_INVALID',
      `\`${text.slice(0, 80)}\` has \`TfToken[\`, which cdktf replaces`,
      {
        remedy: 'write it without that word',
      },
    );
  }
  return text.replaceAll(/[$%]\{/g, (marker) => `${marker[0] ?? ''}${marker}`);
}

/** A Terraform expression, written as Terraform JSON has it. */
export function expression(code: string): string {
  return `\${${code}}`;
}
