// The lint rule that proves `renderer -> src <- main` and the single doors. Anything it does not
// know is an error: a new dependency or folder must be given its place here first.
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { refusalByFloor } from "./floors.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** npm packages that each room may use. */
const PACKAGES = {
  src: ["@noble/curves", "@noble/hashes", "@noble/ciphers", "@scure/bip39", "dcql", "qr", "zod"],
  main: [
    "@noble/curves",
    "@noble/hashes",
    "@noble/ciphers",
    "@scure/base",
    "age-encryption",
    "conf",
    "cosmjs-types",
    "dcql",
    "jose",
    "zod",
  ],
  renderer: [
    "react",
    "react-dom",
    "react-aria-components",
    "react-i18next",
    "i18next",
    "zustand",
    "lucide-react",
    "qr",
    "jsqr",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "@zxcvbn-ts/language-en",
  ],
  test: [
    "axe-core",
    "@noble/curves",
    "@noble/hashes",
    "@noble/ciphers",
    "cosmjs-types",
    "dcql",
    "@credo-ts/core",
    "@credo-ts/openid4vc",
    "fast-check",
    "jose",
    "qr",
    "vite",
    "zod",
  ],
};

/** Dangerous modules and the one file or folder that may import each. */
const DOORS = [
  { modules: ["node:sqlite"], door: ["main/doors/database.ts"] },
  { modules: ["node:child_process"], door: ["main/doors/child-process.ts", "main/launch/", "test/"] },
  { modules: ["node:cluster"], door: [] },
  { modules: ["node:inspector", "node:inspector/promises"], door: ["main/doors/memory.ts", "test/"] },
  {
    modules: ["node:http", "node:https", "node:http2", "node:net", "node:tls", "node:dgram", "undici"],
    door: [
      "main/doors/http-client.ts",
      "main/doors/address-policy.ts",
      "main/doors/http-server.ts",
      "main/doors/local-http.ts",
      "main/doors/local-server.ts",
      "main/doors/network-guard.ts",
      "test/",
    ],
  },
  {
    modules: ["node:dns", "node:dns/promises"],
    door: ["main/doors/http-client.ts", "main/doors/network-guard.ts", "test/"],
  },
  { modules: ["electron", "electron-store"], door: ["main/host/electron/"] },
  { modules: ["conf"], door: ["main/host/chromium/"] },
  { modules: ["age-encryption", "@scure/base"], door: ["main/vault/backup/age.ts"] },
  { modules: ["pdfkit"], door: ["main/paper/"] },
  { modules: ["@ngraveio/bc-ur"], door: ["main/carrier/", "test/"] },
  { modules: ["playwright-core"], door: ["main/host/chromium/", "test/"] },
  { modules: ["@sd-jwt/sd-jwt-vc"], door: ["test/interop/", "main/bench/"] },
  { modules: ["@credo-ts/core", "@credo-ts/openid4vc"], door: ["test/interop/", "test/support/credo/"] },
  { modules: ["@openid4vc/openid4vci", "@openid4vc/oauth2"], door: ["main/openid4vci/", "test/"] },
];

/** What a host runs beside the page; it is no part of the program in Node. */
const BESIDE_PAGE = ["main/host/chromium/bridge.js", "main/host/electron/preload.cjs"];

/** Globals that open a socket without an import. */
const SOCKET_GLOBALS = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"];

/** Files at the project's root that set up a tool: what they may import beside node:. */
const CONFIGS = { "vite.config.ts": ["@tailwindcss/vite", "@vitejs/plugin-react", "vite"] };

const MAY_IMPORT = {
  src: ["src"],
  main: ["main", "src"],
  renderer: ["renderer", "src"],
  test: ["test", "main", "renderer", "src"],
};

const slashes = (path) => path.split(sep).join("/");
const within = (file, door) => (door.endsWith("/") ? file.startsWith(door) : file === door);
const packageOf = (name) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

/** Why `file` (path from the project's root) may not import `name`, or undefined when it may. */
export function refusal(file, name) {
  const config = CONFIGS[file];
  if (config !== undefined) {
    const known = name.startsWith("node:") || config.includes(packageOf(name));
    return known ? undefined : `${name} has no place in ${file}`;
  }
  const room = file.split("/")[0];
  const allowed = MAY_IMPORT[room];
  if (allowed === undefined) return `${room}/ is not one of the project's rooms`;
  if (name.startsWith(".")) {
    const target = slashes(relative(root, join(root, dirname(file), name)));
    const targetRoom = target.split("/")[0];
    if (!allowed.includes(targetRoom)) return `${room}/ may not import ${targetRoom}/`;
    return refusalByFloor(file, target);
  }
  const rule = DOORS.find((each) => each.modules.includes(name) || each.modules.includes(packageOf(name)));
  if (rule !== undefined) {
    if (room === "src" || room === "renderer") return `${room}/ may not import ${name}`;
    return rule.door.some((door) => within(file, door))
      ? undefined
      : `only ${rule.door.join(", ") || "nobody"} may import ${name}`;
  }
  if (name.startsWith("node:")) {
    return room === "src" || room === "renderer" ? `${room}/ may not import ${name}` : undefined;
  }
  return PACKAGES[room].includes(packageOf(name)) ? undefined : `${name} has no place in ${room}/`;
}

function check(context, node, source) {
  if (source?.type !== "Literal" || typeof source.value !== "string") {
    if (node.type === "ImportExpression") context.report({ node, message: "an import must name its module" });
    return;
  }
  const file = slashes(relative(root, context.filename));
  const why = refusal(file, source.value);
  if (why !== undefined) context.report({ node, message: why });
}

const rooms = {
  meta: { type: "problem", docs: { description: "imports follow the project's rooms and doors" } },
  create(context) {
    const file = slashes(relative(root, context.filename));
    const free = file.startsWith("test/") || within(file, "main/doors/http-client.ts");
    return {
      ImportDeclaration: (node) => check(context, node, node.source),
      ExportAllDeclaration: (node) => check(context, node, node.source),
      ExportNamedDeclaration: (node) => node.source && check(context, node, node.source),
      ImportExpression: (node) => check(context, node, node.source),
      CallExpression(node) {
        const name = node.callee.type === "Identifier" ? node.callee.name : undefined;
        if (name === "require" && !BESIDE_PAGE.includes(file))
          context.report({ node, message: "use import" });
        if (!free && SOCKET_GLOBALS.includes(name)) {
          context.report({ node, message: `only main/doors/http-client.ts may call ${name}` });
        }
      },
      MemberExpression(node) {
        const object = node.object.type === "Identifier" ? node.object.name : undefined;
        const member = node.computed ? node.property.value : node.property.name;
        if (!free && object === "globalThis" && SOCKET_GLOBALS.includes(member)) {
          context.report({ node, message: `only main/doors/http-client.ts may reach ${member}` });
        }
        if (object === "process" && member === "getBuiltinModule") {
          context.report({ node, message: "use import" });
        }
      },
      NewExpression(node) {
        if (!free && node.callee.type === "Identifier" && SOCKET_GLOBALS.includes(node.callee.name)) {
          context.report({ node, message: `only main/doors/http-client.ts may open ${node.callee.name}` });
        }
      },
    };
  },
};

/** Ambient sources of time and chance have no business in the pure domain. */
const pure = {
  meta: { type: "problem", docs: { description: "src/ has no clock and no randomness of its own" } },
  create(context) {
    if (!slashes(relative(root, context.filename)).startsWith("src/")) return {};
    return {
      MemberExpression(node) {
        if (node.object.type !== "Identifier" || node.computed) return;
        const name = `${node.object.name}.${node.property.name}`;
        if (
          [
            "Date.now",
            "Math.random",
            "performance.now",
            "crypto.getRandomValues",
            "crypto.randomUUID",
          ].includes(name)
        ) {
          context.report({ node, message: `src/ may not use ${name}; pass it in` });
        }
      },
      NewExpression(node) {
        if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) {
          context.report({ node, message: "src/ may not read the clock; pass the time in" });
        }
      },
    };
  },
};

/**
 * JSON.parse of Node 24 can misread escaped member names (nodejs/node issue 63785), and lets repeated
 * members pass: `parseJson` does neither. Entries are read by comparison instead.
 */
const json = {
  meta: { type: "problem", docs: { description: "JSON from outside is read by src/json/parse.ts" } },
  create(context) {
    const file = slashes(relative(root, context.filename));
    const free =
      file.startsWith("test/") ||
      file.startsWith("src/json/") ||
      BESIDE_PAGE.includes(file) ||
      file === "src/chain/entries/entry.ts";
    if (free) return {};
    return {
      MemberExpression(node) {
        if (
          node.object.type === "Identifier" &&
          node.object.name === "JSON" &&
          node.property.name === "parse"
        ) {
          context.report({ node, message: "use parseJson of src/json/parse.ts" });
        }
      },
    };
  },
};

export default { meta: { name: "sealfolio" }, rules: { rooms, pure, json } };
