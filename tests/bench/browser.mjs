// The one Chromium of a run: the machine's own, with a new profile for whoever asks.
import { chromium } from 'playwright-core';
import { join } from 'node:path';
import { HOST } from './serve.mjs';

const CLOCK = join(import.meta.dirname, 'page/clock.js');

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A frame is drawn when there is something to draw. At 60 a second, waiting for the next would hide
      // differences of less than 17 ms.
      '--disable-frame-rate-limit',
      '--disable-gpu-vsync',
      // As on an intranet: a name that is not localhost, and nothing beyond it.
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1, MAP * ~NOTFOUND`,
    ],
  });
}

/** An empty profile. An error on any of its pages is thrown at `close`: a broken page is not measured. */
export async function profile(browser) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  const errors = [];
  context.on('weberror', (error) => errors.push(error.error()));
  await context.addInitScript({ path: CLOCK });
  return {
    context,
    async close() {
      await context.close();
      if (errors.length) throw new Error(`an error on a measured page: ${errors[0].stack ?? errors[0]}`);
    },
  };
}
