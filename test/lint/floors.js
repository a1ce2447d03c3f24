/**
 * The folders in a room, by floors, the lowest first: a file uses its own folder, those on floors below,
 * and files that stand beside the folders. A folder that is not named here has no place yet.
 */
const FLOORS = {
  src: [
    ["bytes", "csv", "recovery", "text"],
    ["cbor", "json"],
    ["crypto"],
    ["cose", "did", "jws", "merkle", "x509"],
    ["note"],
    ["chain"],
    ["language", "mdoc", "trust"],
    ["credential"],
    ["presentation"],
    ["exchange", "verdict"],
    ["paper"],
    ["contract"],
    ["words"],
  ],
  "src/chain": [["state"], ["entries", "roots"], ["fold", "tags"], ["blocks"], ["proofs"]],
  main: [
    ["doors", "presentation", "carrier"],
    ["crypto", "log", "openid4vci", "openid4vp", "paper"],
    ["follow", "vault"],
    ["registry", "wallet"],
    ["app", "demo"],
    ["host"],
    ["launch"],
    ["bench"],
    ["cli"],
  ],
  "main/follow": [["replay", "sources"], ["copy", "light", "prove"], ["audit"], ["full"], ["bundle"]],
  "main/wallet": [
    ["registry"],
    ["views"],
    ["copies", "tags"],
    ["office", "receive"],
    ["bulk", "counter", "deposits", "holder", "offers"],
    ["present"],
  ],
  "main/registry": [["home"], ["founding", "http"], ["cosigning", "mirror"], ["solo"], ["cometbft"]],
  renderer: [
    ["bridge", "files", "router", "words"],
    ["codes", "state"],
    ["parts"],
    ["screens"],
    ["frame"],
    ["app"],
  ],
  "renderer/screens": [
    ["gallery", "start"],
    ["citizen", "office", "registry"],
    ["counter", "settings"],
  ],
};

/** The folder right inside `room` that a path lies in; undefined for a file beside the folders. */
function folderIn(room, path) {
  const [folder, ...more] = path.slice(room.length + 1).split("/");
  return more.length === 0 ? undefined : folder;
}

/** Why `file` may not import `target` (paths from the project's root), or undefined when it may. */
export function refusalByFloor(file, target) {
  for (const [room, floors] of Object.entries(FLOORS)) {
    if (!file.startsWith(`${room}/`)) continue;
    const from = folderIn(room, file);
    if (from === undefined) continue;
    const floorOf = (folder) => floors.findIndex((floor) => floor.includes(folder));
    if (floorOf(from) < 0) return `${room}/${from}/ has no floor in test/lint/floors.js`;
    if (!target.startsWith(`${room}/`)) continue;
    const to = folderIn(room, target);
    if (to === undefined || to === from) continue;
    if (floorOf(to) < 0 || floorOf(to) >= floorOf(from))
      return `${room}/${from}/ may not import ${room}/${to}/`;
  }
  return undefined;
}
