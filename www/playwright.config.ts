import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// Debian's Chromium where there is one, else what `npx playwright install chromium` fetched.
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  use: {
    launchOptions: { args: ['--no-sandbox'], ...(existsSync(chromium) ? { executablePath: chromium } : {}) },
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'unit', testDir: 'test/unit' },
    { name: 'desktop', testDir: 'test/browser', use: { viewport: { width: 1280, height: 900 } } },
    { name: 'phone', testDir: 'test/browser', use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  ],
});
