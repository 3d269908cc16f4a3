import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { noteKeyText } from '../../lib/evidence/index.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { writ } from '../cli/_io.js';
import { ledgerOf, type Hands } from '../evidence/_ledger.js';
import { chromiumPath } from './_page.js';
import { TAMPERINGS } from './_tampering.js';

const FLAGS = [
  ...['--no-sandbox', '--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const executablePath = chromiumPath();
if (!executablePath)
  process.stderr.write(
    '\n*** SKIPPED: no Chromium found (CHROMIUM_PATH, or chromium, chromium-browser, google-chrome on PATH): the ledger page was NOT tried in a browser ***\n\n',
  );
const inBrowser = executablePath ? describe : describe.skip;

inBrowser('the ledger page in a browser', () => {
  let base: string;
  let good: Folder;
  let hands: Hands;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'writ-browser-'));
    good = new Folder(join(base, 'ledger'));
    ({ hands } = await ledgerOf(good.store, 12, 3));
    const { code } = await writ(['ledger', 'page', '--out', join(base, 'verify.html')]);
    expect(code).toBe(0);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: FLAGS });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(base, { recursive: true, force: true });
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    requests = [];
    complaints = [];
    context.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(join(base, 'verify.html')).href);
  });
  afterEach(async () => {
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  const key = (): string => noteKeyText(hands.noteKey);
  /** Chooses a folder and verifies it; gives what the page concluded. */
  const verify = async (folder: string, held?: string): Promise<Record<string, unknown>> => {
    await page.fill('#key', key());
    await page.setInputFiles('#folder', folder);
    return concluded(held);
  };
  const concluded = async (held = ''): Promise<Record<string, unknown>> => {
    await page.evaluate('document.querySelector("details").open = true');
    await page.fill('#held', held);
    await page.click('#verify');
    const verdict = page.locator('#result .verdict');
    await verdict.waitFor();
    const [state, layer, seq] = await Promise.all(
      ['state', 'layer', 'seq'].map((name) => verdict.getAttribute(`data-${name}`)),
    );
    return { state: state ?? '', ...(layer === null ? {} : { layer, seq: seq ?? '' }) };
  };

  it('finds a good ledger whole, and says what it verified', async () => {
    expect(await verify(good.root)).toEqual({ state: 'whole' });
    const text = await page.locator('#result').innerText();
    expect(text).toContain('13 entries');
    expect(text).toContain('by 5 checkpoints');
    await shot(page, 'whole');
  });

  it('names for every tampering of the table the entry and the layer that the command names', async () => {
    for (const [index, { name, tamper, layer, seq, held }] of TAMPERINGS.entries()) {
      const ledger = good.copyTo(join(base, `copy-${index}`, 'ledger'));
      await tamper(ledger, hands);
      const found = await verify(ledger.root, held === undefined ? undefined : good.note(held));
      expect({ name, ...found }).toEqual({ name, state: 'broken', layer, seq: String(seq ?? '') });
    }
  }, 120_000);

  it('shows the broken entry as it lies there, as text and never as markup', async () => {
    const ledger = good.copyTo(join(base, 'markup', 'ledger'));
    ledger.write('entries', 5, '<img src="https://example.com/x.png" onerror="alert(1)">');
    expect(await verify(ledger.root)).toEqual({ state: 'broken', layer: 'format', seq: '5' });
    expect(await page.locator('#result pre').textContent()).toContain('<img src=');
    expect(await page.locator('#result img').count()).toBe(0);
    await shot(page, 'broken');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await shot(page, 'broken-phone');
  });

  it('finds the ledger whole that the demo leaves, with its drift and its revocations in it', async () => {
    const kept = join(base, 'demo');
    mkdirSync(kept);
    const binary = resolve(__dirname, '..', '..', 'dist', 'lib', 'cli', 'main.js');
    const { status } = spawnSync(process.execPath, [binary, 'demo', '--keep'], {
      cwd: resolve(__dirname, '..', '..'),
      env: { ...process.env, TMPDIR: kept },
    });
    expect(status).toBe(0);
    const ledger = join(kept, readdirSync(kept)[0] ?? '', 'sandbox-ledger');
    await page.fill('#key', readFileSync(`${ledger}.pub`, 'utf8'));
    await page.setInputFiles('#folder', ledger);
    expect(await concluded()).toEqual({ state: 'whole' });
    const kinds = (await page.locator('#result').textContent()) ?? '';
    for (const kind of ['genesis', 'drift', 'intent', 'revocation', 'end-verification'])
      expect(kinds).toContain(kind);
  }, 180_000);

  it('verifies a single-file bundle', async () => {
    const file = join(base, 'ledger.bundle');
    await writ(['ledger', 'bundle', '--ledger', good.root, '--out', file]);
    await page.fill('#key', key());
    await page.setInputFiles('#bundle', file);
    await page.locator('#verify:enabled').waitFor();
    expect(await concluded()).toEqual({ state: 'whole' });
  });

  it('refuses a damaged key in words, beside the field', async () => {
    await page.fill(
      '#key',
      key().replace(/\+([0-9a-f])/, (_, digit) => (digit === '0' ? '+1' : '+0')),
    );
    await page.setInputFiles('#folder', good.root);
    await page.click('#verify');
    await page.locator('#key-error:not(:empty)').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('key');
  });

  it('refuses a folder that is no ledger before anything is verified', async () => {
    const folder = join(base, 'holiday');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'beach.txt'), 'sun');
    await page.fill('#key', key());
    await page.setInputFiles('#folder', folder);
    expect(await page.locator('#chosen').innerText()).toContain('entries');
    expect(await page.locator('#verify').isDisabled()).toBe(true);
  });

  it('cannot use the network: its own policy refuses', async () => {
    const refused = await page.evaluate('fetch("http://127.0.0.1:9/").then(() => "sent", () => "refused")');
    expect(refused).toBe('refused');
    expect(complaints.join(' ')).toContain('Content Security Policy');
    complaints = [];
    requests = [];
  });

  it('verifies ten thousand entries, telling how far it is', async () => {
    const large = new Folder(join(base, 'large'));
    const { hands: others } = await ledgerOf(large.store, 10_000, 500);
    await page.fill('#key', noteKeyText(others.noteKey));
    await page.setInputFiles('#folder', large.root);
    await page.click('#verify');
    await page.locator('#progress', { hasText: 'of 10,001 entries' }).waitFor();
    await page.locator('#result .verdict').waitFor({ timeout: 120_000 });
    expect(await page.locator('#result .verdict').getAttribute('data-state')).toBe('whole');
    expect(await page.locator('#result').innerText()).toContain('10,001 entries');
  }, 240_000);
});

/** For people to look at, where WRIT_SCREENSHOTS names a folder. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['WRIT_SCREENSHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
