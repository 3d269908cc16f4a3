/** The effects of a policy document's statements, in their order; none for what is no document. */
export function effectsOf(document: unknown): unknown[] {
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return [];
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return statements.map((one) =>
    typeof one === 'object' && one !== null && 'Effect' in one ? one.Effect : undefined,
  );
}
