const { join } = require('node:path');
const { imports } = require('./package.json');

/** The subpath imports of package.json as folders of the sources: #kernel/*.js → src/kernel. */
const alias = Object.fromEntries(
  Object.entries(imports).map(([name, { types }]) => [
    name.replace('/*.js', ''),
    join(__dirname, [types].flat()[0].replace('/*.ts', '')),
  ]),
);

module.exports = {
  resolve: {
    alias,
    extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs'],
    extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
    exportsFields: ['exports'],
    conditionNames: ['types', 'import', 'node', 'default'],
  },
};
