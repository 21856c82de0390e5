// Where the browsers of these tests lie.
import { existsSync } from 'node:fs';

const first = (...paths) => paths.find((path) => path && existsSync(path));

/** Each browser's program, or `undefined` where it is not installed; a variable of the environment names another. */
export const chromium = first(process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome');
export const firefox = first(process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox');
export const webkitDriver = first(process.env.WEBKIT_DRIVER, '/usr/bin/WebKitWebDriver');
export const xvfb = first('/usr/bin/Xvfb');
