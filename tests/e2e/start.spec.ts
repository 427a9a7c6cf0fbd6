// Starting, failing to start, and stopping: what index.html and boot.js promise whatever the page itself does.
import { test, expect, open, expectAccessible } from './support';

test('the page starts on a plain intranet name', async ({ page, server }) => {
  await open(page);
  await expect(page).toHaveTitle(/進捗帳/);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  // Otherwise the journeys would use what a real intranet page does not have.
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  expect(await page.evaluate(() => [navigator.language, new Date(0).getHours()])).toEqual(['ja-JP', 9]);
  expect(server.served.filter((path) => path.includes('echarts'))).toEqual([]);
});

test('another profile starts from nothing and is watched like the first', async ({ page, newProfile, guard }) => {
  await open(page);
  await page.evaluate(() => localStorage.setItem('someone-else', '1'));
  const other = await newProfile();
  await open(other);
  expect(await other.evaluate(() => localStorage.getItem('someone-else'))).toBeNull();
  expect(await other.evaluate(() => navigator.language)).toBe('ja-JP');
  await other.evaluate(() => console.error('on purpose'));
  await expect.poll(() => guard.found()).toEqual(['console error: on purpose']);
  guard.allow(/on purpose/);
});

test('a request to elsewhere is refused and noticed', async ({ page, guard }) => {
  await open(page);
  const answer = await page.evaluate(() => fetch('http://elsewhere.test/').then(() => 'left', () => 'refused'));
  expect(answer).toBe('refused');
  await expect.poll(() => guard.found().join('\n')).toContain('policy violated: connect-src');
  guard.allow(/elsewhere\.test/);
});

test('the chart library is where index.html says and draws under the policy', async ({ page }) => {
  await open(page);
  const drawn = await page.evaluate(async () => {
    const meta = document.querySelector<HTMLMetaElement>('meta[name="shinchoku-echarts"]');
    const script = document.createElement('script');
    script.src = meta!.content;
    await new Promise((loaded, failed) => {
      script.onload = loaded;
      script.onerror = failed;
      document.head.append(script);
    });
    const place = document.body.appendChild(document.createElement('div'));
    const chart = (globalThis as any).echarts.init(place, null, { width: 400, height: 300 });
    chart.setOption({
      aria: { enabled: true, decal: { show: true } },
      xAxis: { type: 'category', data: ['R1', 'R2'] },
      yAxis: {},
      series: [{ type: 'line', data: [1, 2], markLine: { data: [{ yAxis: 1.5 }] } }],
    });
    return { svg: place.querySelectorAll('svg').length, label: place.getAttribute('aria-label') };
  });
  expect(drawn.svg).toBe(1);
  expect(drawn.label).toContain('これはチャート');
});

test('a wasm file that does not come is said in Japanese, with a way on', async ({ page, guard }) => {
  guard.allow(/404/);
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('起動できませんでした。保存済みの内容は残っています。');
  await expect(page.getByRole('button', { name: '再読み込み' })).toBeVisible();
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: '再読み込み' }).click();
  await expect(page.locator('#starting')).toHaveCount(0);
});

test('a glue script that does not come is said in Japanese', async ({ page, guard }) => {
  guard.allow(/404/);
  await page.route(/\/(door|shinchoku)[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('起動できませんでした');
});

test('a browser without WebAssembly is told which one to take', async ({ page, guard }) => {
  await page.addInitScript(() => {
    delete (globalThis as { WebAssembly?: unknown }).WebAssembly;
  });
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('Microsoft Edge、Google Chrome、Firefox');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says that it needs them', async ({ page, guard }) => {
    await page.goto('./');
    // By its element: Playwright's search by text looks into no `noscript`.
    await expect(page.locator('noscript p')).toBeVisible();
    await expect(page.getByText('起動しています…')).toBeHidden();
  });
});

test('a panic covers the page, says what is safe, and offers a reload', async ({ page }) => {
  await open(page);
  await page.evaluate(() => (globalThis as any).shinchokuPanic('panicked at src/x.rs:1'));
  const cover = page.getByRole('alertdialog', { name: '画面が止まりました' });
  await expect(cover).toContainText('保存済みの内容は残っています。再読み込みしてください。');
  await expect(cover.getByRole('button', { name: '再読み込み' })).toBeFocused();
  await expectAccessible(page);
  await cover.getByRole('button', { name: '再読み込み' }).click();
  await expect(cover).toHaveCount(0);
  await expect(page.locator('#starting')).toHaveCount(0);
});

test('a trap in the wasm is taken for a panic', async ({ page, guard }) => {
  guard.allow(/unreachable/);
  await open(page);
  // A module whose start function is `unreachable`.
  await page.evaluate(() => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
    setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))));
  });
  await expect(page.getByRole('alertdialog', { name: '画面が止まりました' })).toBeVisible();
});
