/** What a message shows of a value at most; nobody reads more of it in a line. */
export const MAX_QUOTED = 120;

/** What a message or remedy holds at most, whatever went into it. */
const MAX_MESSAGE = 2000;

/** `text` in backticks as a message shows it: one line of bounded length, whatever it holds. */
export function quoted(text: string, most = MAX_QUOTED): string {
  return `\`${cut(text, most).replace(UNSHOWN, '\ufffd')}\``;
}

/** A whole message of bounded length. */
export function boundedMessage(text: string): string {
  return cut(text, MAX_MESSAGE);
}

/** Controls, what reorders text, and line ends. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
