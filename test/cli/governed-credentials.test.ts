import { governedPlaces } from '../../lib/cli/governed-places.js';
import type { LoadedConfig } from '../../lib/cli/load-config.js';

const files = (name: string) => ({ data: `feeds/${name}.json`, manifest: `feeds/${name}.manifest.json` });

test('REQ-084 a change of the feed of credentials is none of a ticket: both files are kept', () => {
  const feeds = { hr: files('hr'), directory: files('directory') };
  const kept = (more: object) =>
    governedPlaces({
      root: '/project',
      file: '/project/writ.config.ts',
      config: { requests: 'requests', decisions: 'decisions.json', feeds: { ...feeds, ...more } },
    } as unknown as LoadedConfig).kept;
  expect(kept({ credentials: files('keys') })).toEqual(
    expect.arrayContaining(['feeds/keys.json', 'feeds/keys.manifest.json']),
  );
  expect(kept({})).not.toContain('feeds/keys.json');
});
