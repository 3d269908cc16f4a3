/** Objects of one listing that are read at the same time; the limiter decides how many calls that makes. */
const WIDTH = 64;

/** Maps with bounded width, in order; rejects as soon as one does, and begins nothing new after that. */
export async function mapAll<T, R>(values: readonly T[], map: (value: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(values.length);
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < values.length && !failed) {
      const at = next;
      next += 1;
      results[at] = await map(values[at] as T).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(WIDTH, values.length) }, worker));
  return results;
}
