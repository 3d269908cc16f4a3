/** Beyond so many characters of texts all is forgotten: a policy has 10,240 at most, and all that AWS publishes some 2 million. */
const MOST_CHARS = 4_000_000;

/** What is made of a text, made once: the patterns of a policy are each held against hundreds of others. */
export function rememberedByText<T, Text extends string = string>(
  make: (text: Text) => T,
): (text: Text) => T {
  const known = new Map<Text, T>();
  let chars = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (chars > MOST_CHARS) {
      known.clear();
      chars = 0;
    }
    const made = make(text);
    known.set(text, made);
    chars += text.length;
    return made;
  };
}
