// The journeys run against dist/ as it is shipped, one at a time, in the Chromium of this machine.
// `cargo xtask test` builds dist/ and runs them; `npx playwright test -g WORDS` here runs one.
import { defineConfig } from '@playwright/test';
import { HOST } from './server';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // Two cores: a second browser would only make both slow and their times unsure.
  workers: 1,
  // A journey that passes at the second try is a fault found, not a journey passed.
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A name that is not localhost: localhost counts as secure and has what plain http on an intranet lacks.
        // Every other name leads nowhere, so a request that slips past the page's policy still cannot leave.
        `--host-resolver-rules=MAP ${HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ],
    },
  },
});
