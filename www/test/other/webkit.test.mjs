import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { webkitDriver, xvfb } from './browsers.mjs';
import { journey } from './journey.mjs';

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A screen that nobody sees, and its name. */
async function screen() {
  const process = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1000x24'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    process.stdio[3].once('data', (digits) => resolve(String(digits).trim()));
    process.once('exit', () => reject(new Error('Xvfb did not start.')));
  });
  return { name: `:${number}`, process };
}

/** Speaks WebDriver to WebKitGTK's own small browser. */
async function launch() {
  const { name, process: display } = await screen();
  const port = await freePort();
  const driver = spawn(webkitDriver, [`--port=${port}`], { env: { ...process.env, DISPLAY: name }, stdio: 'ignore' });
  const ended = () => (driver.kill(), display.kill());

  async function call(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  try {
    for (let tries = 0; ; tries++) {
      const up = await call('GET', '/status').catch(() => undefined);
      if (up) break;
      if (tries > 100) throw new Error('WebKitWebDriver did not start.');
      await pause(50);
    }
    const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: { pageLoadStrategy: 'normal' } } });
    const session = `/session/${sessionId}`;
    await call('POST', `${session}/window/rect`, { width: 1280, height: 900 });
    const act = (...actions) => call('POST', `${session}/actions`, { actions });
    return {
      goto: (url) => call('POST', `${session}/url`, { url }),
      evaluate: (work, ...args) => call('POST', `${session}/execute/sync`, { script: `return (${work})(...arguments)`, args }),
      click: (x, y) =>
        act({
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', origin: 'viewport', x, y, duration: 0 },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        }),
      type: (text) =>
        act({ type: 'key', id: 'keys', actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }),
      screenshot: async () => Buffer.from(await call('GET', `${session}/screenshot`), 'base64'),
      close: async () => {
        await call('DELETE', session).catch(() => {});
        ended();
      },
    };
  } catch (error) {
    ended();
    throw error;
  }
}

const skip =
  webkitDriver && xvfb ? false : 'WebKitGTK is not installed (Debian: apt-get install webkit2gtk-driver xvfb; or name its driver in WEBKIT_DRIVER).';
test('WebKitGTK', { skip, timeout: 120_000 }, (t) => journey(t, launch));
