import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import * as vite from 'vite';
import { closeBrowser, folder, look, MODULES, PKG, project, run, served } from './project.mjs';

after(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true });
});

const readme = readFileSync(`${PKG}README.md`, 'utf8');
const blocks = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, code], i) => ({ language, code, name: `block-${i + 1}` }));
const root = project('readme', ['@types/react', 'esbuild']);

const ways = {
  js: ({ code, name }) => {
    writeFileSync(`${root}/${name}.mjs`, code);
    run(process.execPath, [`${name}.mjs`], root);
  },
  sh: ({ code }) => assert.notEqual(run('bash', ['-euc', `${code}\nls`], root), ''),
  ts: (block) => ways.tsx({ ...block, extension: 'ts' }),
  tsx: ({ code, name, extension = 'tsx' }) => {
    writeFileSync(`${root}/${name}.${extension}`, code);
    run(process.execPath, [`${MODULES}typescript/bin/tsc`, '-p', `${root}/tsconfig.json`], root);
  },
  html: async ({ code, name }) => {
    const own = `${root}/${name}`;
    mkdirSync(own);
    writeFileSync(`${own}/index.html`, code.replace('</head>', '<link rel="icon" href="data:," /></head>'));
    const bundled = code.includes('import ');
    if (bundled) await vite.build({ root: own, base: './', logLevel: 'error' });
    else cpSync(`${root}/node_modules/article-lens`, own, { recursive: true });
    const { marks, complaints } = await served(bundled ? `${own}/dist` : own, (url) => look(url, 0));
    assert.ok(marks.some((words) => words.startsWith('Marco Rubio')), String(marks));
    assert.deepEqual(complaints, []);
  },
};

for (const block of blocks) {
  const line = readme.slice(0, readme.indexOf(block.code)).split('\n').length;
  test(`the ${block.language} in line ${line} of the README runs`, () => ways[block.language](block));
}
