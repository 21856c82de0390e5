// Serves the built site on localhost: `node serve.mjs [--port 4173] [--under /some/path/]`.
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};
/** What is sent as it is. */
const PACKED = new Set(['.png']);

/** Compressed files by what tells their copies apart. */
const zipped = new Map();

function zip(file, { mtimeMs, size }) {
  const key = `${file} ${mtimeMs} ${size}`;
  if (!zipped.has(key)) zipped.set(key, gzipSync(readFileSync(file)));
  return zipped.get(key);
}

/**
 * A server of `folder` under the path `under`; `headers(path)` may add or replace some, `asked(url)` hears
 * of every request, and files are compressed, as they are on GitHub Pages, unless `compress` is false.
 *
 * @param {{
 *   folder?: string,
 *   under?: string,
 *   headers?: (path: string) => Record<string, string>,
 *   asked?: (url: string) => void,
 *   compress?: boolean,
 * }} options
 */
export function serve({
  folder = fileURLToPath(new URL('./dist/', import.meta.url)),
  under = '/',
  headers = () => ({}),
  asked = () => {},
  compress = true,
} = {}) {
  return createServer(async (request, response) => {
    asked(request.url);
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (!path.startsWith(under)) return void response.writeHead(404).end('Not found');
    const inside = normalize(`/${path.slice(under.length)}`);
    let file = join(folder, inside);
    let about;
    try {
      if ((await stat(file)).isDirectory()) file = join(file, 'index.html');
      about = await stat(file);
    } catch {
      return void response.writeHead(404).end('Not found');
    }
    const smaller = compress && !PACKED.has(extname(file)) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      // The element may be embedded from anywhere, as it may be from GitHub Pages.
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      ...(smaller ? { 'content-encoding': 'gzip' } : {}),
      ...headers(inside),
    });
    if (smaller) response.end(zip(file, about));
    else createReadStream(file).pipe(response);
  });
}

/**
 * Starts such a server on a free port; tells its origin and how to end it.
 *
 * @param {Parameters<typeof serve>[0]} options
 */
export async function serving(options) {
  const server = serve(options);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' }, under: { type: 'string', default: '/' } } });
  const server = serve({ under: values.under });
  const listen = (port) => server.listen(port, '127.0.0.1');
  // A port that is taken is no reason to give up: the next free one will do.
  server.on('error', (error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    listen(0);
  });
  server.on('listening', () => console.log(`Article Lens: http://localhost:${server.address().port}${values.under}  (Ctrl-C ends it)`));
  listen(Number(values.port));
}
