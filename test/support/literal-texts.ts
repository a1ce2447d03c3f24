import { parseSync } from "vite";

/** Attributes that people read or hear. */
const SPOKEN =
  /^(alt|title|label|placeholder|hint|error|text|name|reason|next|means|aside|crumb|confirm|detail|trailing|typeName|office|summary|description|caption|heading|message|empty|asideLabel|aria-(label|description|roledescription|valuetext|placeholder))$/;
/** Elements and components whose `name` is no word: it is never shown. */
const NAMELESS = /^(input|form|button|meta|slot|Radio|RadioGroup)$/;
/** A letter, of whatever script: signs and digits alone are no words. */
const LETTER = /\p{L}/u;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Texts that an expression may come to, as far as they stand there themselves. */
function textsIn(node: Node): readonly Node[] {
  if (node.type === "Literal")
    return typeof node["value"] === "string" && LETTER.test(node["value"]) ? [node] : [];
  if (node.type === "JSXText") return LETTER.test(String(node["value"])) ? [node] : [];
  if (node.type === "TemplateLiteral") {
    const quasis = node["quasis"] as readonly { readonly value: { readonly raw: string } }[];
    return quasis.some(({ value }) => LETTER.test(value.raw)) ? [node] : [];
  }
  if (node.type === "JSXExpressionContainer") return textsIn(node["expression"] as Node);
  if (node.type === "ConditionalExpression") {
    return [...textsIn(node["consequent"] as Node), ...textsIn(node["alternate"] as Node)];
  }
  if (node.type === "LogicalExpression")
    return [...textsIn(node["left"] as Node), ...textsIn(node["right"] as Node)];
  return [];
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node["name"] === "string" ? node["name"] : "";
}

function spokenIn(node: Node): readonly Node[] {
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    const opening = node["openingElement"];
    // Code is shown as it is: `<code>` and `<kbd>` hold no words of a language.
    if (isNode(opening) && /^(code|kbd)$/.test(nameOf(opening["name"]))) return [];
    return (node["children"] as readonly Node[]).flatMap(textsIn);
  }
  if (node.type === "JSXOpeningElement") {
    return (node["attributes"] as readonly Node[]).flatMap((attribute) => {
      const name = nameOf(attribute["name"]);
      if (!SPOKEN.test(name) || (name === "name" && NAMELESS.test(nameOf(node["name"])))) return [];
      return isNode(attribute["value"]) ? textsIn(attribute["value"]) : [];
    });
  }
  return [];
}

/** Texts of a .tsx file that a person would read and no table of words holds: line and text. */
export function literalTexts(path: string, source: string): readonly string[] {
  const { program, errors } = parseSync(path, source, { lang: "tsx" });
  if (errors.length > 0) throw new Error(`${path} cannot be parsed`);
  const found: string[] = [];
  const walk = (node: Node): void => {
    for (const text of spokenIn(node)) {
      const line = source.slice(0, text.start).split("\n").length;
      found.push(
        `${path}:${line} ${
          source
            .slice(text.start, text.start + 40)
            .trim()
            .split("\n")[0]
        }`,
      );
    }
    childrenOf(node).forEach(walk);
  };
  walk(program as unknown as Node);
  return found;
}
