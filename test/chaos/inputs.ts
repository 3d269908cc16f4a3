import { cpSync, rmSync } from 'node:fs';
import { digest, instantOf } from '../../lib/kernel/index.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';

const FEEDS = ['hr', 'directory'] as const;
type Feed = (typeof FEEDS)[number];

/** How long before the synthesis the feeds are exported. */
const EXPORTED_BEFORE = 1_800_000;

/** The inputs as they were given, kept beside those that a campaign damages. */
export class Inputs {
  private constructor(
    private readonly stage: Stage,
    private readonly feeds: Readonly<Record<Feed, string>>,
  ) {}

  static of(stage: Stage): Inputs {
    cpSync(stage.path('requests'), stage.path('kept', 'requests'), { recursive: true });
    cpSync(stage.path('decisions.json'), stage.path('kept', 'decisions.json'));
    return new Inputs(stage, {
      hr: stage.read('feeds', 'hr.csv'),
      directory: stage.read('feeds', 'directory.csv'),
    });
  }

  /** Puts everything back, exported just now. */
  restore(): void {
    rmSync(this.stage.path('requests'), { recursive: true, force: true });
    cpSync(this.stage.path('kept', 'requests'), this.stage.path('requests'), { recursive: true });
    cpSync(this.stage.path('kept', 'decisions.json'), this.stage.path('decisions.json'));
    for (const feed of FEEDS) this.exportFeed(feed, this.feeds[feed]);
  }

  /** Damages one of the inputs of synthesis, and says how. */
  damage(random: Random): string {
    const [how, spoil] = random.pick(Object.entries(DAMAGES));
    spoil(this, random);
    return how;
  }

  /** The rows of a feed as they were given; the header first. */
  rows(feed: Feed): string[] {
    return this.feeds[feed].split('\n').filter((row) => row !== '');
  }

  /** Writes a feed as its exporter would: with a manifest that is right about it. */
  exportFeed(feed: Feed, text: string): void {
    const rows = text.split('\n').filter((row) => row !== '').length - 1;
    const generatedAt = instantOf(this.stage.runtime.now() - EXPORTED_BEFORE);
    this.stage.write(text, 'feeds', `${feed}.csv`);
    this.stage.write(
      JSON.stringify({ generatedAt, rows, digest: digest(text) }),
      'feeds',
      `${feed}.manifest.json`,
    );
  }

  exportRows(feed: Feed, rows: readonly string[]): void {
    this.exportFeed(feed, `${rows.join('\n')}\n`);
  }

  write(text: string, ...parts: readonly string[]): void {
    this.stage.write(text, ...parts);
  }

  /** Names of the ticket files. */
  tickets(): string[] {
    return this.stage.files('kept', 'requests', '2026');
  }

  ticket(file: string): string {
    return this.stage.read('kept', 'requests', '2026', file);
  }

  remove(...parts: readonly string[]): void {
    rmSync(this.stage.path(...parts), { force: true });
  }
}

/** What happens to inputs: bad exports, bad merges, bad hands. None of it is a reason to end anybody's access. */
const DAMAGES: Readonly<Record<string, (inputs: Inputs, random: Random) => void>> = {
  'a share of the directory rows is lost': (inputs, random) => loseRows(inputs, 'directory', random),
  'a share of the HR rows is lost': (inputs, random) => loseRows(inputs, 'hr', random),
  'every row of one system is lost': (inputs, random) => {
    const system = random.pick(['aws', 'okta']);
    inputs.exportRows(
      'directory',
      inputs.rows('directory').filter((row) => row.split(',')[1] !== system),
    );
  },
  'a second account of one person appears': (inputs, random) => {
    const [header = '', ...rows] = inputs.rows('directory');
    const [owner = '', system = ''] = random.pick(rows).split(',');
    const native =
      system === 'okta' ? `00u${random.below(1e9)}x` : '9067f0e1a2-11111111-2222-4333-8444-555555555555';
    inputs.exportRows('directory', [
      header,
      ...rows,
      [owner, system, native, `second-${native}@x.example`].join(','),
    ]);
  },
  'the native ids of two rows are swapped': (inputs, random) => {
    const [header = '', ...rows] = inputs.rows('directory');
    const system = random.pick(['aws', 'okta']);
    const of = rows.filter((row) => row.split(',')[1] === system);
    const [a, b] = [random.pick(of), random.pick(of)];
    const [ida = '', idb = ''] = [a, b].map((row) => row.split(',')[2]);
    const swapped = rows.map((row) =>
      row === a ? row.replace(ida, idb) : row === b ? row.replace(idb, ida) : row,
    );
    inputs.exportRows('directory', [header, ...swapped]);
  },
  'a native id is mistyped': (inputs, random) => {
    const [header = '', ...rows] = inputs.rows('directory');
    const at = random.below(rows.length);
    const mistyped = rows.map((row, index) =>
      index === at
        ? row
            .split(',')
            .map((cell, n) => (n === 2 ? `${cell.slice(0, -1)}0` : cell))
            .join(',')
        : row,
    );
    inputs.exportRows('directory', [header, ...mistyped]);
  },
  'half of both feeds is lost in the same way': (inputs) => {
    for (const feed of FEEDS) {
      const [header = '', ...rows] = inputs.rows(feed);
      inputs.exportRows(feed, [header, ...rows.slice(0, Math.ceil(rows.length / 2))]);
    }
  },
  'a feed is cut off, and its manifest is not of it': (inputs, random) => {
    const feed = random.pick(FEEDS);
    const text = `${inputs.rows(feed).join('\n')}\n`;
    inputs.write(text.slice(0, random.below(text.length)), 'feeds', `${feed}.csv`);
  },
  'a summary line closes a feed': (inputs, random) => {
    const feed = random.pick(FEEDS);
    const rows = inputs.rows(feed);
    const cells = (rows[0] ?? '').split(',').length - 1;
    inputs.exportRows(feed, [...rows, `${rows.length - 1} records${','.repeat(cells)}`]);
  },
  'a file is named like a ticket and is none': (inputs, random) => {
    inputs.write('hello\n', 'requests', '2027', random.pick(inputs.tickets()));
  },
  'another file has the id of a ticket': (inputs, random) => {
    const file = random.pick(inputs.tickets());
    inputs.write(
      inputs.ticket(file).replace(/justification:.*/, 'justification: mine now'),
      'requests',
      '2027',
      file,
    );
  },
  'a ticket file is deleted': (inputs, random) => {
    inputs.remove('requests', '2026', random.pick(inputs.tickets()));
  },
  'a ticket is edited after its decision': (inputs, random) => {
    const file = random.pick(inputs.tickets());
    inputs.write(
      inputs.ticket(file).replace(/justification:.*/, 'justification: another reason'),
      'requests',
      '2026',
      file,
    );
  },
  'a ticket is one long field of nothing': (inputs) => {
    const start = '\\0'.repeat(32_000);
    inputs.write(
      `ticket: ACC-9999\nkind: standard\nprincipal: hr:10117\nwindow: { start: "${start}", for: 4h }\n`,
      'requests',
      '2026',
      'ACC-9999.yaml',
    );
  },
  'the file of decisions is cut off': (inputs) => inputs.write('{"schema":', 'decisions.json'),
};

/** One row in twenty, or a half of them. */
function loseRows(inputs: Inputs, feed: Feed, random: Random): void {
  const [header = '', ...rows] = inputs.rows(feed);
  const share = random.happens(0.5) ? 0.05 : 0.5;
  inputs.exportRows(feed, [header, ...rows.filter(() => !random.happens(share))]);
}
