import { folded, type PersonRecord } from '../../identity/index.js';

/** Where the forge gives people addresses of their login, with or without the number of their account before it. */
const NOREPLY = /^(?:\d+\+)?([^@+]+)@users\.noreply\.[^@]+$/;

/**
 * Whether an e-mail that stands in a commit is somebody's: by HR, by an account of theirs, or as the forge makes it of their login.
 * Anybody can write one, so it costs an approval and never wins one: what could be the same address is.
 */
export function isEmailOf(email: string, { email: byHr, accounts, forgeLogin }: PersonRecord): boolean {
  const [, login] = NOREPLY.exec(bare(email)) ?? [];
  if (login !== undefined && forgeLogin !== undefined && login === wide(forgeLogin)) return true;
  const own = [byHr, ...accounts.map((account) => account.login)].filter((each) => each.includes('@'));
  return own.some((each) => addressKey(each) === addressKey(email));
}

/** An address without what people add to the same mailbox: `Name <…>`, a tag behind `+`, other letters that fold to the same. */
function addressKey(email: string): string {
  const plain = bare(email);
  const at = plain.lastIndexOf('@');
  const [mailbox = ''] = plain.slice(0, at).split('+');
  return `${mailbox}@${plain.slice(at + 1).replace(/\.+$/, '')}`;
}

function bare(email: string): string {
  const [, within = email] = /<([^<>]*)>\s*$/.exec(email) ?? [];
  return wide(within).replace(/^mailto:/, '');
}

/** Folded by more than the forge folds: `ß` is `ss`, a dotless `ı` is `i`, and what does not show is not there. */
function wide(text: string): string {
  return folded(folded(text).toUpperCase()).replace(/[\s\p{Cf}\p{Mn}]/gu, '');
}
