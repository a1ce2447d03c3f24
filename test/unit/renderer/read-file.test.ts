import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MOST_IMAGE, MOST_TEXT, readDropped } from "../../../renderer/files/read-file.ts";
import { MAX_IMAGE, MAX_TEXT } from "../../../src/contract/calls/host.ts";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = "a.json") => new File([bytes], name);
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("a dropped file", () => {
  it("is read as text", async () => {
    assert.deepEqual(await readDropped(fileOf(bytesOf("Grüße"))), {
      ok: true,
      value: { name: "a.json", text: "Grüße" },
    });
  });

  it("is a picture by its first bytes, whatever it is called", async () => {
    const png = await readDropped(fileOf(Uint8Array.of(...PNG, 1, 2), "letter.txt"));
    assert.deepEqual(png, {
      ok: true,
      value: { name: "letter.txt", image: Buffer.from([...PNG, 1, 2]).toString("base64"), type: "image/png" },
    });
    const jpeg = await readDropped(fileOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)));
    assert.ok(jpeg.ok && "type" in jpeg.value && jpeg.value.type === "image/jpeg");
    assert.deepEqual(await readDropped(fileOf(bytesOf("GIF89a\u0000"), "a.png")), {
      ok: false,
      code: "host.not_text",
    });
  });

  it("is refused where it is too large, before its bytes are read", async () => {
    const huge = {
      name: "a",
      size: MOST_IMAGE + 1,
      arrayBuffer: () => assert.fail("must not be read"),
    };
    assert.deepEqual(await readDropped(huge), { ok: false, code: "host.too_large" });
    assert.deepEqual(await readDropped(fileOf(new Uint8Array(MOST_TEXT + 1).fill(97))), {
      ok: false,
      code: "host.too_large",
    });
  });

  it("is refused where it is no text, or cannot be read", async () => {
    assert.deepEqual(await readDropped(fileOf(Uint8Array.of(0xc3, 0x28))), {
      ok: false,
      code: "host.not_text",
    });
    const gone = { name: "a", size: 1, arrayBuffer: () => Promise.reject(new Error("gone")) };
    assert.deepEqual(await readDropped(gone), { ok: false, code: "host.not_read" });
  });

  it("has the limits of a file that main opens", () => {
    assert.deepEqual([MOST_TEXT, MOST_IMAGE], [MAX_TEXT, MAX_IMAGE]);
  });
});
