// Seals: our age files open with another implementation and theirs with ours; whatever cannot be opened is said and kept.
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, choosing, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

type File = { name: string; text: string };
type Answer = { id: string; survey: string; version: number; choices: Record<string, string>; [more: string]: unknown };

const PASSPHRASE = '長岡の花火 2023';

async function makeKey(page: Page): Promise<File> {
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await saved(page);
  await go(page, '提出・回収');
  return written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());
}

async function lockedKeys(page: Page): Promise<string> {
  await open(page, '#/settings/handover');
  await type(page, '合言葉', PASSPHRASE);
  return (await written(page, () => page.getByRole('button', { name: '鍵に封をして書き出す' }).click())).text;
}

async function restore(page: Page, text: string, passphrase = PASSPHRASE): Promise<void> {
  await open(page, '#/settings/handover');
  await type(page, '合言葉', passphrase);
  const field = page.getByLabel('鍵のファイルの中身');
  if (!(await field.isVisible())) await page.getByText('受け取った鍵を戻す').click();
  await type(page, '鍵のファイルの中身', text);
  await page.getByRole('button', { name: '鍵を戻す' }).click();
}

async function answered(page: Page, programme: File): Promise<File> {
  await begin(page, '職員');
  await adopt(page, [programme]);
  await open(page, '#/survey/answer');
  for (const radio of await page.getByRole('radio', { name: 'そう思う', exact: true }).all()) await radio.check();
  await page.getByRole('button', { name: '回答に封をする' }).click();
  await expect(page.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
  return written(page, () => page.getByRole('button', { name: '回答のファイルを書き出す' }).click());
}

const publicKey = (programme: File) => /"public_key":"(age1[a-z0-9]+)"/.exec(programme.text)![1]!;

/** The secret key, as any age tool gets it out of the backup. */
async function secretKey(locked: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(PASSPHRASE);
  const text = await decrypter.decrypt(armor.decode(locked), 'text');
  return /^# survey-key:nagaoka:2023\n(AGE-SECRET-KEY-1[A-Z0-9]+)$/m.exec(text)![1]!;
}

/** Every answer of a file, opened by the other implementation, and how many bytes each was padded to. */
async function opened(file: File, secret: string): Promise<{ answer: Answer; size: number }[]> {
  const sealed = JSON.parse(file.text).sealed as [string, string][];
  return Promise.all(
    sealed.map(async ([, base64]) => {
      const decrypter = new Decrypter();
      decrypter.addIdentity(secret);
      const plain = Buffer.from(await decrypter.decrypt(Buffer.from(base64, 'base64')));
      const end = plain.lastIndexOf(0x80);
      expect(plain.subarray(end + 1).every((byte) => byte === 0), 'zeros up to the size').toBe(true);
      return { answer: JSON.parse(plain.subarray(0, end).toString('utf8')) as Answer, size: plain.length };
    }),
  );
}

/** A file like that one with other answers, sealed by the other implementation. */
async function sealedElsewhere(file: File, recipient: string, size: number, answers: object[]): Promise<File> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const lines = await Promise.all(
    answers.map(async (answer) => {
      const plain = Buffer.alloc(size);
      const length = plain.write(JSON.stringify(answer), 'utf8');
      plain[length] = 0x80;
      return JSON.stringify(['2023', Buffer.from(await encrypter.encrypt(plain)).toString('base64')]);
    }),
  );
  const head = file.text.slice(0, file.text.indexOf('"count"'));
  return { name: 'よその回答.json', text: `${head}"count":${lines.length},\n"sealed":[\n${lines.join(',\n')}\n]}\n` };
}

test('another implementation of age opens our answers and our key backup, and we open what it sealed', async ({ page, newProfile }) => {
  test.setTimeout(120_000);
  await begin(page, '事務局');
  const programme = await makeKey(page);
  const locked = await lockedKeys(page);
  expect(locked.startsWith('-----BEGIN AGE ENCRYPTED FILE-----\n')).toBe(true);
  const secret = await secretKey(locked);
  const file = await answered(await newProfile(), programme);
  const [{ answer, size }] = (await opened(file, secret)) as [{ answer: Answer; size: number }];
  expect(answer.survey).toBe('2023');
  expect(Object.values(answer.choices)).toHaveLength(4);

  const theirs = await sealedElsewhere(file, publicKey(programme), size, [{ ...answer, id: 'sealed-elsewhere' }]);
  await adopt(page, [file, theirs]);
  await expect(page.getByText('回答2件を開きました。')).toBeVisible();

  // The backup of the key, made by the other implementation.
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(15);
  const backup = armor.encode(await encrypter.encrypt(`# survey-key:nagaoka:2023\n${secret}\n`));
  const successor = await newProfile();
  await begin(successor, '事務局');
  await adopt(successor, [programme]);
  await restore(successor, backup);
  await expect(successor.getByText('鍵を1個戻しました。')).toBeVisible({ timeout: 20_000 });
  await adopt(successor, [file]);
  await expect(successor.getByText('回答1件を開きました。')).toBeVisible();
});

test('lost key, wrong passphrase, another survey, other versions, edited bytes: each a sentence, and nothing is lost', async ({ page, newProfile }) => {
  test.setTimeout(180_000);
  await begin(page, '事務局');
  const programme = await makeKey(page);
  const locked = await lockedKeys(page);
  const file = await answered(await newProfile(), programme);
  const [{ answer, size }] = (await opened(file, await secretKey(locked))) as [{ answer: Answer; size: number }];
  const recipient = publicKey(programme);

  // A wrong passphrase is said, and the key that is here stays.
  await restore(page, locked, 'ちがう合言葉です');
  await expect(page.getByText(/合言葉が違うか、鍵のファイルが途中で変わっています。この端末の鍵はそのままです。/)).toBeVisible({ timeout: 20_000 });

  // Edited on the way, of another survey, of a newer page: kept closed, each with its sentence.
  const broken = JSON.parse(file.text).sealed[0][1] as string;
  const edited = { ...file, text: file.text.replace(broken, `${broken.slice(0, -12)}${broken.at(-12) === 'A' ? 'B' : 'A'}${broken.slice(-11)}`) };
  const strange = await sealedElsewhere(file, recipient, size, [
    { ...answer, id: 'of-2022', survey: '2022' },
    { ...answer, id: 'of-a-newer-page', mood: 'new' },
  ]);
  await adopt(page, [edited, strange]).catch(() => undefined);
  await expect(page.getByText(/回答1件は、この端末の鍵では開けません/)).toBeVisible();
  await expect(page.getByText(/封の中に、別のアンケートの名前があります/)).toBeVisible();
  await expect(page.getByText(/新しい版の進捗帳で書かれた回答です/)).toBeVisible();
  await expect(page.getByText(/封をしたままこの端末に残してあり/)).toBeVisible();
  await saved(page);
  // Also after the page was closed.
  await page.reload();
  await open(page, '#/survey/intake');
  await expect(page.getByRole('heading', { name: 'まだ開いていない回答' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /^1件：/ })).toHaveCount(3);
  await expectAccessible(page);
  const kept = await written(page, () => page.getByRole('button', { name: '封をしたままファイルに書き出す' }).click());
  expect(JSON.parse(kept.text).count).toBe(3);
  // The intact one comes once more, and is counted beside them.
  await adopt(page, [file]);
  await expect(page.getByText('回答1件を開きました。')).toBeVisible();

  // The questions go on to a second version: the first is an older one, the ninth is not here yet.
  await open(page, '#/survey/questions');
  await page.getByRole('button', { name: '第2版として設問を変える' }).click();
  await saved(page);
  const versions = await sealedElsewhere(file, recipient, size, [
    { ...answer, id: 'older', version: 1 },
    { ...answer, id: 'newer', version: 9 },
  ]);
  await adopt(page, [versions]);
  await expect(page.getByText(/うち1件は、前の版の設問への回答です。/)).toBeVisible();
  await expect(page.getByText(/うち1件は、手元より新しい版の設問への回答です。/)).toBeVisible();
  await open(page, '#/survey/intake');
  await expect(page.getByText(/1件（新しい配布ファイルを読み込むと数えます）/)).toBeVisible();

  // The key is lost: answers are kept sealed, a new key takes in new answers, and the old one opens the old when it is found.
  const other = await newProfile();
  await begin(other, '事務局');
  await adopt(other, [programme]);
  await choosing(other, [file]);
  await other.getByRole('button', { name: /回答.*を読み込む$/ }).click();
  await expect(other.getByText(/封をした回答1件を預かりました/)).toBeVisible();
  await go(other, 'アンケート');
  await expect(other.getByText('この端末には回答を開く鍵がありません')).toBeVisible();
  await other.getByText('鍵も控えも見つからないとき').click();
  await expectAccessible(other);
  await other.getByRole('button', { name: '新しい鍵を作る' }).click();
  await expect(other.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await open(other, '#/survey/intake');
  await other.getByRole('button', { name: 'もう一度開く' }).click();
  await expect(other.getByText(/回答1件は、この端末の鍵では開けません/)).toBeVisible();
  await restore(other, locked);
  await expect(other.getByText('鍵を1個戻しました。')).toBeVisible({ timeout: 20_000 });
  await open(other, '#/survey/intake');
  await other.getByRole('button', { name: 'もう一度開く' }).click();
  await expect(other.getByText('回答1件を開きました。')).toBeVisible();
  await expect(other.getByRole('listitem').filter({ hasText: /^1件：/ })).toHaveCount(0);
});
