/** `text` as Terraform reads it back unchanged: its template markers are escaped, so that no name becomes code. */
export function literal(text: string): string {
  return text.replaceAll(/[$%]\{/g, (marker) => `${marker[0] ?? ''}${marker}`);
}

/** A Terraform expression, written as Terraform JSON has it. */
export function expression(code: string): string {
  return `\${${code}}`;
}
