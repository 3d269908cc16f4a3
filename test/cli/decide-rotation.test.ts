import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { digest } from '../../lib/kernel/index.js';
import { writ } from './_io.js';
import { project } from './_project.js';

const EXAMPLE = resolve(__dirname, '..', '..', 'entitlements');
const example = (path: string) => readFileSync(join(EXAMPLE, path), 'utf8');
const FIRST = example('requests/2026/ACC-0032.yaml');
const RENEWAL = FIRST.replace('ticket: ACC-0032', 'ticket: ACC-9032')
  .replace('kind: standard', 'kind: renewal\nof: ACC-0032')
  .replace('window: { start: on-approval, for: 30d }', 'window: { start: 2026-12-02T11:15:00Z, for: 14d }');
const PERSON = example('requests/2026/ACC-0030.yaml');

/** The example's own change and reviews of the first ticket, as those of the renewal. */
function observed(content = `sha256:${'0'.repeat(64)}`): string {
  const forge = JSON.parse(example('observations.json')) as {
    changes: { change: string; tickets: string[] }[];
    reviews: { change: string }[];
  };
  const change = forge.changes.find(({ tickets }) => tickets.includes('ACC-0032'));
  const own = {
    change: change?.change,
    reviews: forge.reviews.filter((each) => each.change === change?.change),
  };
  const renewed = { ...change, change: 'pull/9032', tickets: ['ACC-9032'], openedAt: '2026-11-19T08:00:00Z' };
  const reviews = own.reviews.map((each, index) => ({
    ...each,
    ...{ id: `pull/9032#${String(index)}`, change: 'pull/9032', at: '2026-11-19T09:00:00Z' },
    contents: { 'ACC-9032': content },
  }));
  return JSON.stringify({
    ...forge,
    changes: [...forge.changes, renewed],
    reviews: [...forge.reviews, ...reviews],
  });
}

interface Feed {
  readonly rotated?: string;
  readonly manifest?: object;
  readonly absent?: boolean;
}

function stage(feed: Feed | undefined, content?: string) {
  const { rotated, manifest = {}, absent } = feed ?? {};
  const made = { workload: 'workload:deploy-pipeline', id: 'KEY-1', kind: 'access-key' } as const;
  const record = { ...made, created: '2026-01-01T00:00:00Z', ...(rotated === undefined ? {} : { rotated }) };
  const data = JSON.stringify({ schema: 'writ.credentials/1', credentials: [record] });
  const claims = { generatedAt: '2026-11-20T06:00:00Z', rows: 1, digest: digest(data), ...manifest };
  const csv = (name: string) =>
    `{ data: ${JSON.stringify(join(EXAMPLE, `feeds/${name}.csv`))}, manifest: ${JSON.stringify(join(EXAMPLE, `feeds/${name}.manifest.json`))} }`;
  const own = feed ? `credentials: { data: 'keys.json', manifest: 'keys.manifest.json' },` : '';
  return project({
    requests: { 'ACC-0032.yaml': FIRST, 'ACC-9032.yaml': RENEWAL, 'ACC-0030.yaml': PERSON },
    decisions: example('decisions.json'),
    observations: observed(content),
    feeds: `{ ...example.feeds, hr: ${csv('hr')}, directory: ${csv('directory')}, ${own} }`,
    more: { ...(absent ? {} : { 'keys.json': data }), 'keys.manifest.json': JSON.stringify(claims) },
  });
}

interface Decided {
  readonly ticket: string;
  readonly outcome: string;
  readonly content?: string;
  readonly inputs: string;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

async function decide(feed: Feed | undefined, content?: string): Promise<readonly Decided[]> {
  const ran = await writ(['decide', 'ACC-9032', 'ACC-0030', '--json'], stage(feed, content));
  expect(ran.err).toBe('');
  return (JSON.parse(ran.out) as { decisions: Decided[] }).decisions;
}
const of = (ticket: string, found: readonly Decided[]) => found.find((each) => each.ticket === ticket);

let content: string | undefined;
beforeAll(async () => {
  content = of('ACC-9032', await decide(undefined))?.content;
});

/** What is said of the renewal that is approved by everybody, and of a person's ticket. */
async function judged(feed: Feed | undefined) {
  const found = await decide(feed, content);
  const [renewal, own] = [of('ACC-9032', found), of('ACC-0030', found)];
  return {
    renewal: [renewal?.outcome, ...(renewal?.reasons ?? []).map(({ code }) => code)],
    person: own?.outcome,
    inputs: renewal?.inputs,
    words: renewal?.reasons.map(({ message }) => message).join(),
  };
}

describe('REQ-084 the renewal of a workload', () => {
  const ROTATED = { rotated: '2026-11-01T00:00:00Z' };

  test('is denied while a credential of it is past its rotation, and approved once that was rotated in time', async () => {
    const late = await judged({});
    expect(late).toMatchObject({ renewal: ['deny', 'ROTATION_OVERDUE'], person: 'pending' });
    const fresh = await judged(ROTATED);
    expect(fresh).toMatchObject({ renewal: ['approve'], person: 'pending' });
    expect(fresh.inputs).not.toBe(late.inputs);
  });

  test('is decided as if nothing were said where no feed is configured', async () => {
    expect(await judged(undefined)).toMatchObject({ renewal: ['approve'], person: 'pending' });
  });

  test.each([
    ['another digest', { manifest: { digest: `sha256:${'0'.repeat(64)}` } }, /digest/],
    ['another count', { manifest: { rows: 2 } }, /its manifest says 2/],
    ['too old', { manifest: { generatedAt: '2025-10-01T06:00:00Z' } }, /the limit is/],
    ['not there', { absent: true }, /cannot be read/],
  ])('is refused on a feed that is unfit, %s, and nobody else is held up', async (_what, feed, words) => {
    const found = await judged({ ...ROTATED, ...feed });
    expect(found).toMatchObject({ renewal: ['refuse', 'IDENTITY_INCOMPLETE'], person: 'pending' });
    expect(found.words).toMatch(words);
  });

  test('is explained with what is not concluded where no feed is configured', async () => {
    const explain = (feed: Feed | undefined, ticket: string) =>
      writ(['policy', 'explain', ticket], stage(feed)).then(({ out }) => out);
    expect(await explain(undefined, 'ACC-9032')).toContain('no feed of credentials is configured');
    expect(await explain(ROTATED, 'ACC-9032')).not.toContain('no feed of credentials');
    expect(await explain(undefined, 'ACC-0030')).not.toContain('no feed of credentials');
  });

  test('is warned of by writ check, with workload, credential, age and limit', async () => {
    const warned = async (feed: Feed | undefined) => {
      const ran = await writ(['check', '--json'], stage(feed));
      const { checks } = JSON.parse(ran.out) as {
        checks: { id: string; warnings?: { code: string; message: string }[] }[];
      };
      return checks
        .find(({ id }) => id === 'rotation')
        ?.warnings?.map(({ code, message }) => `${code} ${message}`);
    };
    expect(await warned({})).toEqual([
      expect.stringMatching(
        /^ROTATION_OVERDUE access-key `KEY-1` of `workload:deploy-pipeline`.* 323 d 9 h old; the limit is 90 d;/,
      ),
    ]);
    expect(await warned(ROTATED)).toBeUndefined();
    expect(await warned({ manifest: { rows: 2 } })).toEqual([expect.stringMatching(/^FEED_REFUSED /)]);
  });
});
