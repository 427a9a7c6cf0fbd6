// The single file in Firefox, with the file policy that users have. Playwright cannot drive Debian's Firefox; puppeteer can.
import { expect, test as base } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { DIST } from './server';

/** One person with a profile of their own and a folder where downloads go. */
class Person {
  readonly complaints: string[] = [];

  private constructor(readonly page: Page, private readonly browser: Browser, private readonly downloads: string) {}

  static async sit(address: string, folder: string): Promise<Person> {
    const downloads = await mkdtemp(join(folder, 'downloads-'));
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
      extraPrefsFirefox: {
        'security.fileuri.strict_origin_policy': true,
        'intl.accept_languages': 'ja',
        'browser.download.folderList': 2,
        'browser.download.dir': downloads,
      },
    });
    const page = await browser.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    const person = new Person(page, browser, downloads);
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) person.complaints.push(message.text());
    });
    page.on('pageerror', (error) => person.complaints.push(String(error)));
    page.on('request', (request) => {
      const url = request.url();
      if (!/^(data|blob|about):/.test(url) && url.split('#')[0] !== address) person.complaints.push(`asked for ${url}`);
    });
    // Firefox tells nobody else of what its policy refused.
    await page.evaluateOnNewDocument(() => {
      addEventListener('securitypolicyviolation', (event) => console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`));
    });
    await page.goto(address);
    await person.started();
    return person;
  }

  async leave(): Promise<void> {
    await this.browser.close();
    expect(this.complaints).toEqual([]);
  }

  async started(): Promise<void> {
    await this.page.waitForFunction(() => !document.getElementById('starting'), { timeout: 30_000 });
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.started();
  }

  /** Presses what has this name and role for those who hear the page. */
  async press(role: 'button' | 'link' | 'radio', name: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click();
  }

  async pressLike(name: RegExp): Promise<void> {
    const find = (source: string) => [...document.querySelectorAll('button')].find((it) => RegExp(source).test(it.innerText.trim()));
    const button = await this.page.waitForFunction(find, { timeout: 20_000 }, name.source);
    await (button as ElementHandle<HTMLButtonElement>).click();
  }

  async see(text: string): Promise<void> {
    await this.page.waitForFunction((text) => document.body.innerText.includes(text), { timeout: 20_000 }, text);
  }

  async open(place: string): Promise<void> {
    await this.page.evaluate((place) => (location.hash = place), place);
  }

  /** The field that a label with these words belongs to. */
  private async field(label: string): Promise<string> {
    await this.see(label);
    return this.page.evaluate((label) => {
      const found = [...document.querySelectorAll('label')].find((it) => it.innerText.split('\n')[0]?.trim().startsWith(label));
      return `#${CSS.escape(found!.htmlFor)}`;
    }, label);
  }

  async choose(label: string, words: string): Promise<void> {
    const list = await this.field(label);
    const value = await this.page.$eval(
      list,
      (list, words) => [...(list as HTMLSelectElement).options].find((option) => option.text.includes(words))!.value,
      words,
    );
    await this.page.select(list, value);
  }

  async type(label: string, value: string): Promise<void> {
    const field = await this.field(label);
    await this.page.locator(field).fill(value);
    await this.page.keyboard.press('Tab');
  }

  async value(label: string): Promise<string> {
    return this.page.$eval(await this.field(label), (field) => (field as HTMLInputElement).value);
  }

  async saved(): Promise<void> {
    await this.page.waitForFunction(() => /^保存しました \d+:\d\d$/.test(document.querySelector('.save-sign')?.textContent ?? ''));
  }

  /** Presses what writes a file, and gives its path. */
  async written(button: string): Promise<string> {
    const before = new Set(await readdir(this.downloads));
    await this.press('button', button);
    let path = '';
    await expect
      .poll(async () => {
        const names = await readdir(this.downloads);
        const fresh = names.find((name) => !before.has(name) && !names.includes(`${name}.part`) && !name.endsWith('.part'));
        path = fresh ? join(this.downloads, fresh) : '';
        return path !== '' && (await readFile(path)).length > 0;
      })
      .toBe(true);
    return path;
  }
}

type Fixtures = { sit: () => Promise<Person> };

const test = base.extend<Fixtures>({
  sit: async ({}, use) => {
    const drive = await mkdtemp(join(tmpdir(), 'drive-'));
    const folder = join(drive, '共有フォルダー', '進捗帳（令和8年度）');
    await mkdir(folder, { recursive: true });
    const file = join(folder, 'shinchoku.html');
    await copyFile(join(DIST, 'shinchoku.html'), file);
    const people: Person[] = [];
    await use(async () => {
      const person = await Person.sit(pathToFileURL(file).href, drive);
      people.push(person);
      return person;
    });
    for (const person of people) await person.leave();
    await rm(drive, { recursive: true });
  },
});

test.describe.configure({ timeout: 120_000 });

test('a figure is entered, drawn, and there after closing', async ({ sit }) => {
  const person = await sit();
  await person.choose('プログラム', '小千谷市');
  await person.page.locator('::-p-text(事務局の仕事をする)').click();
  await person.see('ホーム');
  await person.open('#/indicators/O1-3');
  await person.choose('年度', '令和6年度');
  await person.type('実績値', '150');
  await person.saved();
  await person.page.waitForSelector('main figure [role=img] svg');
  await person.reload();
  await person.choose('年度', '令和6年度');
  expect(await person.value('実績値')).toBe('150');
});

test('a file goes from one drive to the other, and an answer is sealed', async ({ sit }) => {
  const secretariat = await sit();
  await secretariat.page.locator('::-p-text(事務局の仕事をする)').click();
  await secretariat.open('#/survey');
  await secretariat.press('button', 'アンケートの鍵を作る');
  await secretariat.see('鍵があります');
  await secretariat.saved();
  await secretariat.open('#/exchange');
  const programme = await secretariat.written('配布ファイルを書き出す');

  const staff = await sit();
  await staff.page.locator('::-p-text(アンケートに答える)').click();
  await staff.open('#/exchange');
  await staff.see('届いたファイル');
  const chooser = await staff.page.waitForSelector('input[type=file][multiple]');
  await chooser!.uploadFile(programme);
  await staff.pressLike(/(件|回答).*を読み込む$/);
  await staff.see('を読み込みました');
  await staff.open('#/survey/answer');
  await staff.see('回答に封をする');
  // Every question alike: its first choice.
  await staff.page.$$eval('main fieldset', (groups) => {
    for (const group of groups) group.querySelector<HTMLInputElement>('input[type=radio]')?.click();
  });
  await staff.press('button', '回答に封をする');
  await staff.see('回答に封をしました');
  const answers = await readFile(await staff.written('回答のファイルを書き出す'), 'utf8');
  expect(answers).toContain('"kind":"answers"');
});

test('a form as a workbook and on paper, and the help', async ({ sit }) => {
  const person = await sit();
  await person.choose('プログラム', '小千谷市');
  await person.page.locator('::-p-text(事務局の仕事をする)').click();
  await person.see('ホーム');
  await person.open('#/reports');
  await person.see('帳票を選ぶ');
  const workbook = await readFile(await person.written('Excelに書き出す'));
  expect(workbook.subarray(0, 2).toString('latin1')).toBe('PK');
  await person.press('button', '画面に表示する');
  await person.see('行政手続のデジタル化の推進');
  const paper = execFileSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(await person.page.pdf({ format: 'A4' })) }).toString('utf8');
  // Firefox writes some characters as their radicals.
  expect(paper.normalize('NFKC')).toContain('行政手続のデジタル化の推進');
  await person.open('#/help');
  await person.see('困ったとき');
  await person.page.waitForFunction(() => (document.querySelector<HTMLImageElement>('main figure img')?.naturalWidth ?? 0) > 400);
  await person.press('button', 'ライセンスの全文を見る');
  await person.see('leptos');
});

test('a report is read in, and a page that stopped leaves a file that is read in', async ({ sit }) => {
  const department = await sit();
  await department.choose('プログラム', '小千谷市');
  await department.page.locator('::-p-text(事務局の仕事をする)').click();
  await department.see('ホーム');
  await department.open('#/indicators/O1-3');
  await department.choose('年度', '令和6年度');
  await department.type('実績値', '150');
  await department.saved();
  await department.page.evaluate(() => (globalThis as unknown as { shinchokuPanic(detail: string): void }).shinchokuPanic('on purpose'));
  await department.see('画面が止まりました');
  const rescue = await department.written('控えを書き出す');

  const other = await sit();
  await other.choose('プログラム', '小千谷市');
  await other.page.locator('::-p-text(事務局の仕事をする)').click();
  await other.see('ホーム');
  await other.open('#/exchange');
  await other.see('届いたファイル');
  const chooser = await other.page.waitForSelector('input[type=file][multiple]');
  await chooser!.uploadFile(rescue);
  await other.pressLike(/件を読み込む$/);
  await other.see('件を読み込みました');
  await other.open('#/indicators/O1-3');
  await other.choose('年度', '令和6年度');
  expect(await other.value('実績値')).toBe('150');
});
