// What every journey stands on. Import `test` and `expect` from here, not from Playwright: this `test` fails when,
// in any profile it opened, a request left the origin, the policy was violated, the page reported an error, or the
// server was asked for something it does not have.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Server } from './server';

export { expect };

/** Collects what must not happen, over all profiles of one test. */
export class Guard {
  private readonly complaints: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** `home`: where the page lies. Of a page on a drive that one file is all it may ask for. */
  constructor(private readonly server: Server, private readonly home: string) {}

  /** What a journey brings about on purpose, such as a failed load after the server was shut down. */
  allow(expected: RegExp): void {
    this.allowed.push(expected);
  }

  /** Everything noticed so far and not allowed. */
  found(): string[] {
    const missing = this.server.missing.map((path) => `not on the server: ${path}`);
    return [...this.complaints, ...missing].filter((text) => !this.allowed.some((expected) => expected.test(text)));
  }

  async watch(context: BrowserContext): Promise<void> {
    context.on('request', (request) => this.address(request.url()));
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.complaints.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    context.on('weberror', (error) => this.complaints.push(`uncaught: ${error.error()}`));
    context.on('page', (page) => page.on('websocket', (socket) => this.address(socket.url())));
    await context.exposeBinding('shinchokuTestViolation', (_, text: string) => {
      this.complaints.push(text);
    });
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        const text = `policy violated: ${event.violatedDirective} by ${event.blockedURI}`;
        (globalThis as unknown as { shinchokuTestViolation(text: string): void }).shinchokuTestViolation(text);
      });
    });
  }

  private address(url: string): void {
    const { protocol, origin } = new URL(url);
    if (['data:', 'blob:', 'about:'].includes(protocol) || origin === this.server.origin) return;
    // Served by another server than ours, under the same name.
    if (protocol === 'http:' && this.home.startsWith('http:') && origin === new URL(this.home).origin) return;
    if (protocol === 'file:' && url.split('#')[0] === this.home) return;
    this.complaints.push(`left the origin: ${url}`);
  }
}

/** Lets what the pages still have to report arrive. A page that is closed, crashed or without scripts has no more to say. */
async function settle(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    const heard = page.evaluate(() => new Promise((done) => setTimeout(done))).catch(() => undefined);
    await Promise.race([heard, new Promise((tired) => setTimeout(tired, 500))]);
  }
}

type Fixtures = {
  /** Serves dist/; `await server.close()` is the day the network is down. */
  server: Server;
  guard: Guard;
  /** Opens a page in a browser profile of its own: another person's PC. */
  newProfile: () => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.close();
  },

  baseURL: async ({ server }, use) => use(`${server.origin}/`),

  guard: async ({ server, baseURL }, use) => {
    const guard = new Guard(server, baseURL!);
    await use(guard);
    expect(guard.found(), 'nothing leaves the origin, violates the policy, or is reported as an error').toEqual([]);
  },

  context: async ({ context, guard }, use) => {
    await guard.watch(context);
    await use(context);
    await settle(context);
  },

  newProfile: async ({ browser, guard, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL });
      contexts.push(context);
      await guard.watch(context);
      return context.newPage();
    });
    for (const context of contexts) {
      await settle(context);
      await context.close();
    }
  },
});

/** Opens the page at a place of the navigation (`#/figures`) and waits until it has started. */
export async function open(page: Page, place = ''): Promise<void> {
  // Relative to the page and not to its folder: it may be a file with a name of its own.
  await page.goto(place);
  await expect(page.locator('#starting')).toHaveCount(0);
}

const axe = createRequire(import.meta.url).resolve('axe-core');
let axeSource: string | undefined;

/** axe-core finds nothing on the page as it stands now, in whatever state it is. */
export async function expectAccessible(page: Page): Promise<void> {
  axeSource ??= readFileSync(axe, 'utf8');
  // Evaluated, not added as a script element: the policy allows no inline script.
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(' ')) }));
  });
  expect(found, 'axe-core finds nothing').toEqual([]);
}
