import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { homeOf } from "../../../renderer/router/home.ts";
import { hrefOf, placeOf, type RouteName, ROUTES } from "../../../renderer/router/routes.ts";

describe("places by address", () => {
  it("every place is found again by the address made for it", () => {
    for (const [name, path] of Object.entries(ROUTES) as [RouteName, string][]) {
      const parts = [...path.matchAll(/:(\w+)/g)].map(([, part]) => [part as string, `a/b ?#%ä ${part}`]);
      const params = Object.fromEntries(parts) as Record<string, string>;
      const href = (hrefOf as (name: RouteName, params: object) => string)(name, params);
      assert.deepEqual(placeOf(href), { name, params });
    }
  });

  it("reads the parts of an address", () => {
    assert.deepEqual(placeOf("#/registry/1284"), { name: "block", params: { height: "1284" } });
    assert.equal(hrefOf("certificate", { id: "17" }), "#/certificates/17");
  });

  it("knows no other address, however it is written", () => {
    for (const hash of [
      "",
      "#",
      "#/",
      "/certificates",
      "#certificates",
      "#/nowhere",
      "#/certificates/",
      "#/certificates/1/2",
      "#/certificates//",
      "#/Certificates",
      "#/certificates/%",
      "#/certificates/%E0%A4%A",
      "#/__proto__",
      "#/constructor",
      `#/certificates/${"a".repeat(2000)}`,
    ]) {
      assert.equal(placeOf(hash), undefined, hash);
    }
  });

  it("opens with the workspace of the wallet's owner", () => {
    assert.equal(homeOf("citizen"), "certificates");
    assert.equal(homeOf("counter"), "newCheck");
    assert.equal(homeOf("office"), "register");
    assert.equal(homeOf(undefined), "certificates");
  });
});
