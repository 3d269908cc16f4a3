import pMap from 'p-map';

/** Objects of one listing that are read at the same time; the limiter decides how many calls that makes. */
const WIDTH = 64;

/** Maps with bounded width, in order; rejects as soon as one does, and begins nothing new after that. */
export function mapAll<T, R>(values: readonly T[], map: (value: T) => Promise<R>): Promise<R[]> {
  return pMap(values, (value) => map(value), { concurrency: WIDTH });
}
