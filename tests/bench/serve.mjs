// Ours and the peers on one loopback origin, uncompressed and never cached, so that every sample loads the same.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const HOST = 'intranet.test';

const KINDS = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Serves each folder of `places` (`{ ours: path, peers: path }`) below its name. */
export async function serve(places) {
  const http = createServer(async (request, response) => {
    const file = locate(places, new URL(request.url, 'http://x').pathname);
    const bytes = file && (await readFile(file).catch(() => undefined));
    if (!bytes) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': KINDS[extname(file)] ?? 'application/octet-stream',
      'content-length': bytes.length,
      'cache-control': 'no-store',
    });
    response.end(bytes);
  });
  await new Promise((started, failed) => {
    http.once('error', failed);
    http.listen(0, '127.0.0.1', started);
  });
  return {
    origin: `http://${HOST}:${http.address().port}`,
    /** The file behind an address of this origin. */
    fileOf: (url) => locate(places, new URL(url).pathname),
    close() {
      http.closeAllConnections();
      http.close();
    },
  };
}

function locate(places, path) {
  const [, place, ...rest] = decodeURIComponent(path).split('/');
  const folder = Object.hasOwn(places, place) && places[place];
  if (!folder) return undefined;
  const file = normalize(join(folder, rest.join('/') || 'index.html'));
  return file.startsWith(folder + sep) ? file : undefined;
}
