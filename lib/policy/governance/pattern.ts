/**
 * Whether a path is one of a pattern: `*` is anything within a segment, a segment `**` any number of segments. Everything else is itself, in
 * its own case.
 */
export function isLike(path: string, pattern: string): boolean {
  const parts = pattern.split('/').map((segment) => (segment === '**' ? segment : literally(segment)));
  const text = parts
    .join('/')
    .replace(/\*\*\//g, '(?:[^/]+/)*')
    .replace(/\*\*$/, '.+');
  return new RegExp(`^${text}$`, 'u').test(path);
}

function literally(segment: string): string {
  return segment
    .split('*')
    .map((text) => text.replace(/[\\^$.|?+()[\]{}/]/g, '\\$&'))
    .join('[^/]*');
}
