// A static server of dist/ for one test, which may shut it down to see what the page does without it.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';

export const HOST = 'intranet.test';

// SITE: another build to try the journeys on while working; the test command always takes dist/.
export const DIST = resolve(import.meta.dirname, process.env.SITE ?? '../../dist');

const KINDS: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

export class Server {
  /** What was asked for and answered, in order: `/assets/boot-….js`. */
  readonly served: string[] = [];
  /** What was asked for and is not there. */
  readonly missing: string[] = [];
  private readonly http: HttpServer;

  private constructor(private readonly folder: string) {
    this.http = createServer(async (request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
      const file = normalize(join(this.folder, path === '/' ? 'index.html' : path));
      try {
        if (!file.startsWith(this.folder)) throw new Error('outside');
        const bytes = await readFile(file);
        this.served.push(path);
        response.writeHead(200, {
          'content-type': KINDS[extname(file)] ?? 'application/octet-stream',
          'cache-control': 'no-cache',
        });
        response.end(bytes);
      } catch {
        this.missing.push(path);
        response.writeHead(404).end();
      }
    });
  }

  /** Serves dist/ on a free port, or on `port`: the same address after a shutdown. */
  static async start(port = 0): Promise<Server> {
    if (!existsSync(join(DIST, 'index.html'))) {
      throw new Error('dist/ is not built: run `cargo xtask dist` first');
    }
    const server = new Server(DIST);
    await new Promise<void>((started, failed) => {
      server.http.once('error', failed);
      server.http.listen(port, '127.0.0.1', started);
    });
    server.port = (server.http.address() as AddressInfo).port;
    return server;
  }

  port = 0;

  /** The origin, as the browser sees it. */
  get origin(): string {
    return `http://${HOST}:${this.port}`;
  }

  /** Ends the server and every connection to it. Twice is as good as once. */
  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise<void>((closed) => this.http.close(() => closed()));
  }
}
