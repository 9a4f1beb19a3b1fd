import ts from "typescript";

/** A declaration as it is written, without comments. */
export interface Declared {
  readonly name: string;
  readonly text: string;
}

/** What an entry gives its users. */
export interface EntryApi {
  readonly entry: string;
  readonly exported: readonly Declared[];
  /** What the exported declarations need and nobody can name: a change of it is a change of the API all the same. */
  readonly reached: readonly Declared[];
  /** What is declared in the report of another entry, and whether this entry exports it too. */
  readonly elsewhere: readonly { readonly name: string; readonly entry: string; readonly exported: boolean }[];
  /** What comes from other packages: `JSONWebKeySet from jose`. */
  readonly packages: readonly string[];
}

/** Reads the API of every entry from its built types; an entry's declarations are not repeated for later ones. */
export function apiOf(entries: readonly { readonly name: string; readonly types: string }[]): EntryApi[] {
  const program = ts.createProgram(
    entries.map(({ types }) => types),
    {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: [],
      noEmit: true,
    },
  );
  const owner = new Map<ts.Symbol, string>();
  return entries.map(({ name, types }) => entryApi(program, name, types, owner));
}

function entryApi(program: ts.Program, entry: string, types: string, owner: Map<ts.Symbol, string>): EntryApi {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(types);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${types} exports nothing`);
  const real = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  const exported: Declared[] = [];
  const reached: Declared[] = [];
  const elsewhere: { name: string; entry: string; exported: boolean }[] = [];
  const packages = new Set<string>();
  const open: ts.Symbol[] = [];
  const seen = new Set<ts.Symbol>();

  const take = (symbol: ts.Symbol, name: string, into: Declared[]): void => {
    if (seen.has(symbol)) return;
    seen.add(symbol);
    const other = owner.get(symbol);
    if (other !== undefined) {
      elsewhere.push({ name, entry: other, exported: into === exported });
      return;
    }
    const declarations = (symbol.declarations ?? []).map(statementOf);
    const files = declarations.map((node) => node.getSourceFile());
    if (files.some((file) => program.isSourceFileDefaultLibrary(file))) return;
    const from = files.map(({ fileName }) => packageOf(fileName)).find((one) => one !== undefined);
    if (from !== undefined) {
      packages.add(`${symbol.name} from ${from}`);
      return;
    }
    owner.set(symbol, entry);
    const text = declarations.map(textOf).join("\n");
    into.push({ name, text: name.startsWith("type ") ? `// as a type only\n${text}` : text });
    for (const declaration of declarations) visit(declaration);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      // Members and type parameters are part of the text that names them.
      if (symbol && real(symbol).declarations?.some((one) => ts.isSourceFile(statementOf(one).parent)))
        open.push(real(symbol));
    }
    // Types that are taken from a package in place: import("package").Type.
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) packages.add(node.getText());
    ts.forEachChild(node, visit);
  };

  // The exported first, all of them: what is exported is never reported as merely reached.
  for (const symbol of checker.getExportsOfModule(module).sort((a, b) => compareNames(a.name, b.name))) {
    const typeOnly = symbol.declarations?.some((one) => ts.isExportSpecifier(one) && one.isTypeOnly) ?? false;
    const isValue = (real(symbol).flags & ts.SymbolFlags.Value) !== 0;
    take(real(symbol), `${typeOnly && isValue ? "type " : ""}${symbol.name}`, exported);
  }
  for (let symbol = open.pop(); symbol !== undefined; symbol = open.pop()) take(symbol, symbol.name, reached);
  return {
    entry,
    exported,
    reached: reached.sort((a, b) => compareNames(a.name, b.name) || compareNames(a.text, b.text)),
    elsewhere: elsewhere.sort((a, b) => compareNames(a.name, b.name)),
    packages: [...packages].sort(compareNames),
  };
}

/** The statement of a file that a declaration stands in; the declaration itself where it stands deeper. */
function statementOf(node: ts.Node): ts.Node {
  if (ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent)) return node.parent.parent;
  return node;
}

function textOf(node: ts.Node): string {
  const printer = ts.createPrinter({ removeComments: true });
  const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return text.replace(/^(export )?(declare )?/, "");
}

/** The package of a file below `node_modules`; undefined for the library's own. */
function packageOf(path: string): string | undefined {
  const inside = path.split("/node_modules/").at(-1);
  return inside === undefined || inside === path ? undefined : /^(@[^/]+\/)?[^/]+/.exec(inside)?.[0];
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
