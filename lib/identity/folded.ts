/** Two texts that people and providers take for one, in whatever case or Unicode form, are one. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Hexadecimal ids are the same in either case; others, like Okta's, are told apart by it. */
export function nativeKey(native: string): string {
  return /^[0-9a-f-]+$/i.test(native) ? native.toLowerCase() : native;
}

/** An account or login of a source as one key. */
export function inSource(source: string, text: string): string {
  return JSON.stringify([source, text]);
}
