import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

/** The chunk that becomes the classic script, by its name in `vite.config.ts`. */
const START = 'first';
/** Where the classic script leaves what the other chunks import from it. */
const SHELF = "globalThis['fuda.first']";

type Parse = Rolldown.PluginContext['parse'];
/** What every node of a syntax tree has. */
interface Node {
  type: string;
  start: number;
  end: number;
}

/** What a module gives, by the name it is known under outside; `rest`: its code without the words of modules. */
interface Taken {
  rest: string;
  exported: ReadonlyMap<string, string>;
}

/** Every `import.meta` at or below a node. */
function* metaProperties(node: Node & { meta?: { name: string } }): Generator<Node> {
  if (node.type === 'MetaProperty' && node.meta?.name === 'import') yield node;
  for (const child of Object.values(node).flat())
    if (child !== null && typeof child === 'object' && 'type' in child) yield* metaProperties(child);
}

/**
 * Takes a bundled module apart. Throws for one that imports others (a classic script cannot), or exports in another
 * way than by one list of names at its end, which is how the bundler writes it.
 */
function takeApart(code: string, parse: Parse): Taken {
  const exported = new Map<string, string>();
  const cuts: { from: number; to: number; instead: string }[] = [];
  for (const statement of parse(code).body) {
    if (statement.type === 'ExportNamedDeclaration' && !statement.declaration && !statement.source) {
      for (const { local, exported: name } of statement.specifiers) {
        if (local.type !== 'Identifier' || name.type !== 'Identifier')
          throw new Error('an export under no plain name');
        exported.set(name.name, local.name);
      }
      cuts.push({ from: statement.start, to: statement.end, instead: '' });
    } else if (/^(?:Import|Export)/u.test(statement.type)) {
      throw new Error(`the first code's script is to stand alone, and holds an ${statement.type}`);
    } else {
      for (const { start, end } of metaProperties(statement))
        cuts.push({ from: start, to: end, instead: 'importMeta' });
    }
  }
  cuts.sort((a, b) => b.from - a.from);
  return {
    rest: cuts.reduce((text, { from, to, instead }) => text.slice(0, from) + instead + text.slice(to), code),
    exported,
  };
}

/** The same code as a classic script, and the module that passes on what it gave. */
export function asClassic(code: string, parse: Parse): { classic: string; module: string } {
  const { rest, exported } = takeApart(code, parse);
  const names = [...exported];
  const shelf = names.map(([outside, inside]) => `${JSON.stringify(outside)}:${inside}`);
  const classic = `(()=>{"use strict";const importMeta={url:document.currentScript.src};${rest}\n${SHELF}={${shelf}}})();\n`;
  // What only a module may hold (an `await` outside of functions) is refused here, not by the browser.
  parse(classic);
  return {
    classic,
    module: `const{${names.map(([outside], n) => `${JSON.stringify(outside)}:_${n}`)}}=${SHELF};export{${names.map(([outside], n) => `_${n} as ${outside}`)}};\n`,
  };
}

/**
 * Makes the entry a classic script, deferred as a module would be. Chromium compiles a classic script whole when the
 * service worker keeps it, and takes the compiled code from there at every start; a module it compiles anew each
 * time, function by function (seen in traces of `v8.compile`, Chromium 156), which took a slow phone a fifth of the
 * way to the first code. The other chunks import from a small module in its place.
 */
export function classicStart(): Plugin {
  return {
    name: 'fuda-classic-start',
    apply: 'build',
    // Else the module would have the name it had with other contents, in caches that never ask again.
    augmentChunkHash: ({ name }) => (name === START ? `${SHELF}${takeApart}${asClassic}` : undefined),
    generateBundle: {
      // After the page was written.
      order: 'post',
      handler(_options, bundle) {
        const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === START);
        const page = bundle['index.html'];
        if (chunk?.type !== 'chunk' || page?.type !== 'asset')
          throw new Error('the first code has no script of its own any more');
        const { classic, module } = asClassic(chunk.code, (code) => this.parse(code));
        const digest = createHash('sha256').update(classic).digest('base64url').slice(0, 8);
        const fileName = `assets/start-${digest}.js`;
        const html = page.source.toString();
        const asked = `<script type="module" crossorigin src="/${chunk.fileName}"></script>`;
        if (!html.includes(asked)) throw new Error('the page asks for its entry in another way');
        page.source = html.replace(asked, `<script defer src="/${fileName}"></script>`);
        this.emitFile({ type: 'asset', fileName, source: classic });
        chunk.code = module;
      },
    },
  };
}
