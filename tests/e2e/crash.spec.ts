// R7: the browser's process is killed, really, after edits and during imports. What was called 保存しました is back;
// of everything else the old or the new is there, never a mix.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import config from './playwright.config';
import { expect, open, test } from './support';
import { begin, choose, saved, type } from './steps';

const KILLS = 20;

// A killed browser has nothing more to say, neither a trace nor a picture.
test.use({ trace: 'off', screenshot: 'off' });

const IMPORTED = 60;

/** A browser of its own process group, so that it can be killed with all its children. */
class Browser {
  private constructor(private readonly process: ChildProcess, readonly page: Page) {}

  static async start(profile: string, baseURL: string): Promise<Browser> {
    const { executablePath, args } = config.use!.launchOptions!;
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--lang=ja-JP', 'about:blank'];
    const child = spawn(executablePath!, [...args!, ...own], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise<string>((found, failed) => {
      let said = '';
      child.stderr!.on('data', (data) => {
        said += data;
        const at = /DevTools listening on (\S+)/.exec(said);
        if (at) found(at[1]);
      });
      child.on('exit', () => failed(new Error(`Chromium did not start: ${said}`)));
    });
    const browser = await chromium.connectOverCDP(address);
    const page = await browser.contexts()[0].newPage();
    await page.goto(baseURL);
    await expect(page.locator('#starting')).toHaveCount(0);
    return new Browser(child, page);
  }

  /** Twice is as good as once. */
  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((done) => this.process.on('exit', done));
    process.kill(-this.process.pid!, 'SIGKILL');
    await ended;
  }
}

async function figure(page: Page): Promise<string> {
  await page.evaluate(() => (location.hash = '#/indicators/N8'));
  await choose(page, '年度', '令和5年度');
  return page.getByLabel('実績値', { exact: true }).inputValue();
}

function file(round: number): string {
  const cell = (at: number) => ['measure', 'nagaoka', `K${at}`, [{ dot: `00000000000c0001:${round * IMPORTED + at + 1}`, value: { pillar: '1', name: `読込${round}の${at}` } }]];
  const cells = Array.from({ length: IMPORTED }, (_, at) => cell(at));
  return JSON.stringify({ format: 'shinchoku', version: 1, kind: 'programme', programme: { id: 'nagaoka', title: '長岡市' }, count: cells.length, cells });
}

/** How many measures of each import are on the page. */
async function imported(page: Page): Promise<Map<string, number>> {
  await page.evaluate(() => (location.hash = '#/measures'));
  await expect(page.getByText(/^\d+件$/).first()).toBeVisible();
  const names = await page.locator('main').innerText();
  const counts = new Map<string, number>();
  for (const [, round] of names.matchAll(/読込(\d+)の\d+/g)) counts.set(round, (counts.get(round) ?? 0) + 1);
  return counts;
}

test('kill -9 twenty times, after edits and during imports', async ({ server }) => {
  test.setTimeout(240_000);
  const profile = mkdtempSync(join(tmpdir(), 'shinchoku-crash-'));
  const baseURL = `${server.origin}/`;
  let [before, after] = ['', ''];
  let lastImport = -1;
  let isAcknowledged = false;
  let browser: Browser | undefined;
  try {
    for (let round = 0; round <= KILLS; round += 1) {
      browser = await Browser.start(profile, baseURL);
      const { page } = browser;
      if (round === 0) {
        await page.getByRole('button', { name: '事務局の仕事をする' }).click();
        await page.getByRole('heading', { level: 1, name: 'ホーム' }).waitFor();
      } else {
        const found = await figure(page);
        expect(isAcknowledged ? [after] : [before, after], `after kill ${round}`).toContain(found);
        before = found;
        // Every import is there whole or not at all, and a later one replaces an earlier one.
        const parts = await imported(page);
        expect([...parts.values()].filter((n) => n !== IMPORTED), `after kill ${round}: ${[...parts]}`).toEqual([]);
        expect(parts.size).toBeLessThanOrEqual(1);
        if (parts.size) expect(Number([...parts.keys()][0])).toBeLessThanOrEqual(lastImport);
        await figure(page);
      }
      if (round === KILLS) break;
      after = `${10 + (round % 5)}.${round % 10}`;
      await figure(page);
      await type(page, '実績値', after);
      switch (round % 4) {
        case 0:
          // At once.
          isAcknowledged = false;
          break;
        case 1:
        case 2:
          await saved(page);
          isAcknowledged = true;
          break;
        case 3: {
          await saved(page);
          isAcknowledged = true;
          lastImport = round;
          await page.evaluate(() => (location.hash = '#/exchange'));
          await page.getByLabel('ファイルを選ぶ').first().setInputFiles({ name: '配布.json', mimeType: 'application/json', buffer: Buffer.from(file(round)) });
          await page.getByRole('button', { name: /^選んだ\d+件を読み込む$/ }).click({ noWaitAfter: true });
          await new Promise((done) => setTimeout(done, (round * 7) % 40));
          break;
        }
      }
      await browser.kill();
    }
  } finally {
    await browser?.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
