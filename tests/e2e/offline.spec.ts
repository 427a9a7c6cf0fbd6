// R18: the network is cut after the start, and twenty things a person does still work; nothing is asked of anybody.
import { expect, open, test } from './support';
import { allPieces, begin, choose, choosing, go, saved, type, written } from './steps';

test('twenty actions without a network, and no request', async ({ page, server, context }) => {
  await begin(page, '事務局', '小千谷市', undefined);
  // The chart library comes with the first chart; here it has come before the cut.
  await open(page, '#/indicators/O1-3');
  await expect(page.locator('main figure [role=img]').first()).toBeVisible();
  await allPieces(page);
  await server.close();
  const asked: string[] = [];
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) asked.push(request.url());
  });
  const did: string[] = [];
  const action = (name: string, work: () => Promise<unknown>) => test.step(name, work).then(() => did.push(name));

  await action('a figure', async () => {
    await choose(page, '年度', '令和6年度');
    await type(page, '実績値', '150');
    await saved(page);
  });
  await action('it is taken back', () => page.getByRole('button', { name: '元に戻す' }).click());
  await action('and written again', () => type(page, '実績値', '151'));
  await action('another year', () => choose(page, '年度', '令和5年度'));
  await action('指標', () => go(page, '指標'));
  await action('another indicator', () => page.getByRole('row').getByRole('link').nth(2).click());
  await action('取組', () => go(page, '取組'));
  await action('a sheet', async () => {
    await page.getByRole('row', { name: /行政手続のデジタル化の推進/ }).getByRole('link', { name: '令和5年度の進捗管理票' }).click();
    await expect(page.getByText('△ あまり進まなかった', { exact: true })).toBeVisible();
  });
  await action('a figure of another indicator', async () => {
    await page.evaluate(() => (location.hash = '#/indicators/O7-3'));
    await choose(page, '年度', '令和6年度');
    await type(page, '実績値', '7');
    await saved(page);
  });
  let backup = { name: '', text: '' };
  await action('提出・回収', () => go(page, '提出・回収'));
  await action('a backup', async () => {
    backup = await written(page, () => page.getByRole('button', { name: '控えを書き出す' }).click());
    expect(backup.text).toMatch(/"number":"151"[^]*"number":"7"/);
  });
  await action('a file to hand out', () => written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click()));
  await action('the backup read in', async () => {
    await choosing(page, [backup]);
    await expect(page.getByRole('button', { name: 'やめる' })).toBeVisible();
  });
  await action('and left', () => page.getByRole('button', { name: 'やめる' }).click());
  await action('the conflicts', () => page.evaluate(() => (location.hash = '#/exchange/conflicts')));
  await action('アンケート', () => go(page, 'アンケート'));
  await action('設定', () => go(page, '設定'));
  await action('a name', async () => {
    await type(page, '氏名', '山田');
    await saved(page);
  });
  await action('the other programme', () => choose(page, 'プログラム', '長岡市'));
  await action('ホーム', async () => {
    await go(page, 'ホーム');
    await expect(page.getByRole('table').first()).toBeVisible();
  });
  expect(did).toHaveLength(20);
  expect(asked).toEqual([]);
});
