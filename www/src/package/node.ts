import { readFile } from 'node:fs/promises';
import { provide } from '../analyzer.js';
import { moduleAddress } from '../module-address.js';

export * from './index.js';

// Node's fetch reads no files.
provide(() => readFile(moduleAddress()));
