// Builds the peers into out/peers/: one html, one script and one style sheet each, minified by esbuild.
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programmes } from './data.mjs';

const HERE = import.meta.dirname;
const OUT = join(HERE, 'out/peers');
/** Where `cargo xtask bench` puts our table. */
const TABLE = join(HERE, '../../target/bench/table');

/** What a peer's page is called, and whether it looks like ours: then it takes our style sheet too. */
const PEERS = [
  { name: 'first_screen', source: 'first_screen.jsx', hasOurStyle: true },
  { name: 'survey_form', source: 'survey_form.js', hasOurStyle: true },
  { name: 'hand_form', source: 'hand_form.js', hasOurStyle: true },
  { name: 'hand_table', source: 'hand_table.js', hasOurStyle: true },
  { name: 'react_table', source: 'react_table.jsx', hasOurStyle: true },
  // Ours in the same frame: the script that starts our own table.
  { name: 'our_table', source: 'our_table.js', hasOurStyle: true },
  // Nothing but what SurveyJS needs to show a form, to be weighed.
  { name: 'form_stack', source: 'form_stack.js', hasOurStyle: false },
];

/** Returns the folder they lie in. */
export async function buildPeers(dist) {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const style = join(HERE, 'out/ours.css');
  writeFileSync(style, ourStyle(dist));
  for (const { name, source, hasOurStyle } of PEERS) {
    const styles = hasOurStyle ? [style] : [];
    await build({
      stdin: {
        contents: [...styles, `./peers/${source}`].map((path) => `import ${JSON.stringify(path)};`).join('\n'),
        resolveDir: HERE,
      },
      outfile: join(OUT, `${name}.js`),
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      jsx: 'automatic',
      legalComments: 'none',
      logLevel: 'warning',
      define: { 'process.env.NODE_ENV': '"production"', PROGRAMMES: JSON.stringify(programmes()) },
    });
    const hasStyle = existsSync(join(OUT, `${name}.css`));
    writeFileSync(join(OUT, `${name}.html`), page(name, hasStyle));
  }
  for (const file of ['table.js', 'table_bg.wasm']) {
    if (existsSync(join(TABLE, file))) copyFileSync(join(TABLE, file), join(OUT, file));
  }
  // A page of the same origin on which a bench asks the storage itself.
  writeFileSync(join(OUT, 'blank.html'), '<!DOCTYPE html>\n<html lang="ja"><title>空</title><link rel="icon" href="data:,"></html>\n');
  return OUT;
}

function ourStyle(dist) {
  const assets = join(dist, 'assets');
  const sheets = readdirSync(assets).filter((file) => file.endsWith('.css'));
  if (!sheets.length) throw new Error(`there is no style sheet in ${assets}`);
  return sheets.map((file) => readFileSync(join(assets, file), 'utf8')).join('\n');
}

function page(name, hasStyle) {
  const style = hasStyle ? `<link rel="stylesheet" href="./${name}.css">\n` : '';
  return `<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>進捗帳</title>
<link rel="icon" href="data:,">
${style}<script src="./${name}.js" defer></script>
</head>
<body></body>
</html>
`;
}
