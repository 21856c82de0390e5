// Serves the built site on localhost: `node serve.mjs [--port 4173] [--under /some/path/]`.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * A server of `folder` under the path `under`; `headers(path)` may add or replace some.
 *
 * @param {{ folder?: string, under?: string, headers?: (path: string) => Record<string, string> }} options
 */
export function serve({ folder = fileURLToPath(new URL('./dist/', import.meta.url)), under = '/', headers = () => ({}) } = {}) {
  return createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (!path.startsWith(under)) return void response.writeHead(404).end('Not found');
    const inside = normalize(`/${path.slice(under.length)}`);
    let file = join(folder, inside);
    try {
      if ((await stat(file)).isDirectory()) file = join(file, 'index.html');
      await stat(file);
    } catch {
      return void response.writeHead(404).end('Not found');
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      // The element may be embedded from anywhere, as it may be from GitHub Pages.
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      ...headers(inside),
    });
    createReadStream(file).pipe(response);
  });
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
