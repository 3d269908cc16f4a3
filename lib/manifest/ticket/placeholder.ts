/** Words that stand for words which are still to be written. */
const STAND_INS = new Set(
  (
    'todo tbd tba tbc fixme xxx na nil null none nothing test tests testing placeholder justification reason ' +
    'reasons because why asdf qwerty foo bar baz blah lorem ipsum dolor sit amet changeme unknown same idem dito ditto'
  ).split(' '),
);
/** A mark for later at the start of a text, as people leave it in drafts. */
const MARK = /^(?:(?:TODO|FIXME|TBD|TBA|TBC|XXX)\b(?![-\w])|(?:todo|fixme|tbd|tba|tbc|xxx)\s*[:.!?…])/;
/** What a template has in its blanks: `<why it is needed>`. */
const BLANK = /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|_+[^_]*_+)$/;
/** What forms of our own ask, and examples begin with. */
const ASKED = /^(?:say |describe |explain |write )?why (?:it|this|the access|this access) is needed[.…]*$/i;

/** Whether a text says nothing: a stand-in, a mark for later, an unfilled blank, or only punctuation and repeated letters. */
export function isPlaceholder(text: string): boolean {
  const said = text.normalize('NFKC').trim();
  if (MARK.test(said) || BLANK.test(said) || ASKED.test(said)) return true;
  // `n/a` is one word.
  const words = said
    .replace(/\bn[/.]?\s?a\b\.?/gi, 'na')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).every((word) => STAND_INS.has(word) || isOneLetter(word));
}

function isOneLetter(word: string): boolean {
  return new Set(word).size === 1;
}
