// dist/ behind a real nginx, with the lines that the README gives for it and nothing else of ours.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, open, test as base } from './support';
import { begin } from './steps';
import { DIST, HOST } from './server';

const NGINX = process.env.NGINX ?? '/usr/sbin/nginx';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** The block of the README that begins with its name. */
async function readme(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  const block = /```nginx\n([^]*?)```/.exec(text);
  expect(block, 'README.md has its lines for nginx').not.toBeNull();
  return block![1]!;
}

const test = base.extend<{ origin: string }>({
  origin: async ({}, use) => {
    expect(existsSync(NGINX), `${NGINX} is here: run \`cargo xtask setup\`, or install nginx`).toBe(true);
    const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
    const port = await freePort();
    const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n');
    // The README's lines name it as it lies beside nginx's own settings.
    await copyFile('/etc/nginx/mime.types', join(folder, 'mime.types'));
    await writeFile(
      join(folder, 'nginx.conf'),
      `user root;\nworker_processes 1;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\naccess_log off;\n${kept}\n` +
        `server {\nlisten 127.0.0.1:${port};\nserver_name ${HOST};\nroot "${DIST}";\n${await readme()}\n}\n}\n`,
    );
    const child = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log'), '-g', 'daemon off;'], { stdio: 'pipe' });
    let said = '';
    child.stderr.on('data', (data) => (said += data));
    const ended = new Promise<void>((done) => child.on('exit', () => done()));
    const local = `http://127.0.0.1:${port}/`;
    await expect
      .poll(() => fetch(local).then((answer) => answer.status, () => `nginx: ${said}`), { timeout: 10_000 })
      .toBe(200);
    await use(`http://${HOST}:${port}`);
    // At once: the polite way waits a minute for connections that are kept open.
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ origin }, use) => use(`${origin}/`),
});

test('the README’s lines for nginx give types and times to keep that the page needs', async ({ origin }) => {
  const local = origin.replace(HOST, '127.0.0.1');
  const head = async (path: string) => {
    const { status, headers } = await fetch(`${local}/${path}`, { headers: { host: new URL(origin).host } });
    return { status, type: headers.get('content-type')?.split(';')[0], kept: headers.get('cache-control') };
  };
  // A page that is kept would name files of the version before.
  expect(await head('')).toEqual({ status: 200, type: 'text/html', kept: 'no-cache' });
  expect(await head('shinchoku.html')).toEqual({ status: 200, type: 'text/html', kept: 'no-cache' });
  const types: Record<string, RegExp> = {
    wasm: /^application\/wasm$/,
    js: /^(application|text)\/javascript$/,
    css: /^text\/css$/,
    json: /^application\/json$/,
    txt: /^text\/plain$/,
  };
  const seen = new Set<string>();
  for (const name of await readdir(join(DIST, 'assets'))) {
    const ending = name.split('.').pop()!;
    seen.add(ending);
    const { status, type, kept } = await head(`assets/${name}`);
    expect(status, name).toBe(200);
    expect(type, name).toMatch(types[ending]!);
    expect(kept, name).toMatch(/max-age=31536000/);
  }
  expect([...seen]).toEqual(expect.arrayContaining(['wasm', 'js', 'css']));
});

test('the page starts through nginx', async ({ page }) => {
  await begin(page, '事務局');
  await expect(page.getByRole('heading', { level: 1, name: 'ホーム' })).toBeVisible();
  await open(page, '#/indicators/N8');
  await expect(page.locator('main figure [role=img] svg').first()).toBeVisible();
});
