import { cpSync, existsSync } from 'node:fs';
import type { Random } from './random.js';
import type { Stage } from './stage.js';

const OLDER = ['kept', 'older'] as const;

/** Keeps the synthesis in the output folder, to come back later as an older one. */
export function keepAsOlder(stage: Stage): void {
  if (!existsSync(stage.path(...OLDER)))
    cpSync(stage.path('cdktf.out'), stage.path(...OLDER), { recursive: true });
}

const DAMAGES: Readonly<Record<string, (stage: Stage, random: Random) => void>> = {
  'the manifest is one of an earlier commit': (stage) => {
    for (const file of ['manifest.json', 'identity.json'])
      cpSync(stage.path(...OLDER, file), stage.path('cdktf.out', file));
  },
  'the manifest is cut off': (stage, random) => {
    const text = stage.read('cdktf.out', 'manifest.json');
    stage.write(text.slice(0, random.below(text.length)), 'cdktf.out', 'manifest.json');
  },
  'the identity snapshot is cut off': (stage, random) => {
    const text = stage.read('cdktf.out', 'identity.json');
    stage.write(text.slice(0, random.below(text.length)), 'cdktf.out', 'identity.json');
  },
  'the manifest lost a grant by hand': (stage, random) => {
    const manifest = JSON.parse(stage.read('cdktf.out', 'manifest.json')) as { edges: unknown[] };
    manifest.edges.splice(random.below(manifest.edges.length), 1);
    stage.write(JSON.stringify(manifest), 'cdktf.out', 'manifest.json');
  },
};

/** Puts another manifest, or half of one, where the right one was, and says which. */
export function damageManifest(stage: Stage, random: Random): string {
  const [how, spoil] = random.pick(Object.entries(DAMAGES));
  spoil(stage, random);
  return how;
}
