import packed from 'virtual:packed-module';
import { provide } from '../analyzer.js';

export * from './index.js';

async function unpack(): Promise<ArrayBuffer> {
  const signs = atob(packed);
  const bytes = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i++) bytes[i] = signs.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

provide(unpack);
