// `npm run build:cometbft`: builds the consensus engine of a network from the Go module proxy, or says
// plainly why it cannot.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { BUILT_ENGINE, ENGINE_VERSION } from "../registry/cometbft/binary.ts";

const MODULE = `github.com/cometbft/cometbft/cmd/cometbft@${ENGINE_VERSION}`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function versionOf(program: string): string | undefined {
  const done = spawnSync(program, ["version"], { encoding: "utf8" });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/** Exit code: 0 when the engine is there, 4 when it cannot be had. */
function build(): number {
  const named = process.env["COMETBFT"];
  if (named !== undefined && named !== "") {
    const version = versionOf(named);
    say(
      version === undefined
        ? "COMETBFT names no CometBFT that runs."
        : `COMETBFT names CometBFT ${version}; nothing to build.`,
    );
    return version === undefined ? 4 : 0;
  }
  if (existsSync(BUILT_ENGINE) && versionOf(BUILT_ENGINE) !== undefined) {
    say(`CometBFT ${versionOf(BUILT_ENGINE) ?? ""} is built already.`);
    return 0;
  }
  if (versionOf("go") === undefined) {
    say(
      "Go is not installed, so CometBFT cannot be built here. Install Go 1.22 or newer, or name a cometbft in COMETBFT.",
    );
    return 4;
  }
  say(`Building CometBFT ${ENGINE_VERSION} with Go; this takes some minutes the first time ...`);
  const folder = dirname(BUILT_ENGINE);
  mkdirSync(folder, { recursive: true });
  const done = spawnSync("go", ["install", MODULE], {
    stdio: ["ignore", "ignore", "inherit"],
    // As the programs of test/interop/go are built: what both are made of is compiled once. No path of this
    // machine stands in it either.
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false -trimpath" },
  });
  if (done.status !== 0 || versionOf(BUILT_ENGINE) === undefined) {
    say("Go could not build it. Without a network, name a cometbft in COMETBFT.");
    return 4;
  }
  say(`CometBFT ${versionOf(BUILT_ENGINE) ?? ""} is ready.`);
  return 0;
}

process.exitCode = build();
