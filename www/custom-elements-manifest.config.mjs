// Writes pkg/custom-elements.json: what `<article-lens>` offers a page, for editors and for the documentation.

/** What a page can use of the class: neither private, nor Lit's, nor what only tests would look at. */
function offered(member) {
  return !member.name.startsWith('#') && (member.privacy ?? 'public') === 'public' && member.description !== undefined;
}

/** Leaves out what the analyzer finds by itself and no page should build on. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest: manifest }) {
    for (const module of manifest.modules) {
      module.declarations = module.declarations.filter(({ customElement }) => customElement);
      for (const element of module.declarations) {
        element.members = element.members.filter(offered);
        const fields = new Set(element.members.map(({ name }) => name));
        element.attributes = element.attributes.filter(({ fieldName, description }) => description && (!fieldName || fields.has(fieldName)));
        // The one place that dispatches has the name in a variable; the comment of the class tells them all.
        element.events = element.events.filter(({ description }) => description);
      }
    }
  },
};

/** The modules as the package has them: the class in one, its definition in another. */
const asPackaged = {
  name: 'as-packaged',
  packageLinkPhase({ customElementsManifest: manifest }) {
    const [{ declarations }] = manifest.modules;
    const declaration = { name: 'ArticleLens', module: 'element.js' };
    manifest.modules = [
      { kind: 'javascript-module', path: 'element.js', declarations, exports: [{ kind: 'js', name: 'ArticleLens', declaration }] },
      {
        kind: 'javascript-module',
        path: 'define.js',
        declarations: [],
        exports: [
          { kind: 'js', name: 'ArticleLens', declaration },
          { kind: 'custom-element-definition', name: 'article-lens', declaration },
        ],
      },
    ];
  },
};

export default {
  globs: ['src/element/lens.ts'],
  outdir: '../pkg',
  litelement: true,
  // The field of the package that names the file is written by hand.
  packagejson: false,
  plugins: [publicOnly, asPackaged],
};
