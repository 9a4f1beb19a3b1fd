/** An element as it stands in a text, with what lies below it. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  readonly parent: Element | undefined;
  text: string;
}

const empty = new Set(["meta", "link", "br", "input"]);

/**
 * Reads a page strictly, as the library writes it: every element is closed in its order, attributes are quoted and stand once,
 * nothing but a known reference follows an ampersand. Throws for anything else.
 */
export function parsePage(html: string): Element {
  const root: Element = { name: "", attributes: new Map(), children: [], parent: undefined, text: "" };
  let at = html.startsWith("<!doctype html>\n") ? "<!doctype html>\n".length : Number.NaN;
  if (Number.isNaN(at)) throw new Error("expected a doctype");
  let open = root;
  const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<]*")?)*)\s*(\/?)>|([^<]+)/gy;
  while (at < html.length) {
    token.lastIndex = at;
    const found = token.exec(html);
    if (found === null) throw new Error(`cannot read ${html.slice(at, at + 60)}`);
    at = token.lastIndex;
    const [, closing, name = "", attributes = "", selfClosing, text] = found;
    if (text !== undefined) addText(open, decoded(text));
    else if (closing === "/") {
      if (open.name !== name) throw new Error(`</${name}> closes <${open.name}>`);
      open = open.parent as Element;
    } else {
      const element: Element = { name, attributes: attributesIn(attributes), children: [], parent: open, text: "" };
      open.children.push(element);
      if (selfClosing !== "/" && !empty.has(name)) open = element;
    }
  }
  if (open !== root) throw new Error(`<${open.name}> is not closed`);
  return root;
}

function addText(element: Element, text: string): void {
  for (let one: Element | undefined = element; one !== undefined; one = one.parent) one.text += text;
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)) {
    if (found.has(name)) throw new Error(`the attribute ${name} stands twice`);
    found.set(name, decoded(value));
  }
  return found;
}

const references: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function decoded(text: string): string {
  return text.replace(/&([a-z]*;?)/g, (_, reference: string) => {
    const character = references[reference.slice(0, -1)];
    if (character === undefined || !reference.endsWith(";")) throw new Error(`unknown reference &${reference}`);
    return character;
  });
}

const below = new WeakMap<Element, readonly Element[]>();

/** Every element below one, in the order of the text. */
export function elementsIn(element: Element): readonly Element[] {
  const known = below.get(element);
  if (known !== undefined) return known;
  const found: Element[] = [];
  const visit = ({ children }: Element): void => {
    for (const child of children) {
      found.push(child);
      visit(child);
    }
  };
  visit(element);
  below.set(element, found);
  return found;
}

/** Those with a class. */
export function withClass(element: Element, name: string): Element[] {
  return elementsIn(element).filter((one) => one.attributes.get("class")?.split(" ").includes(name));
}

const byIds = new WeakMap<Element, ReadonlyMap<string, Element>>();

/** The element with an id. Throws where there is none. */
export function byId(element: Element, id: string): Element {
  let ids = byIds.get(element);
  if (ids === undefined) {
    ids = new Map(elementsIn(element).map((one) => [one.attributes.get("id") ?? "", one]));
    byIds.set(element, ids);
  }
  const found = ids.get(id);
  if (found === undefined) throw new Error(`no element has the id ${id}`);
  return found;
}
