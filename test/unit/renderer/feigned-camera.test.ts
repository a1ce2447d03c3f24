import assert from "node:assert/strict";
import { test } from "node:test";
import { isFeigned } from "../../../renderer/codes/feigned-camera.ts";

test("cameras of programs are told by their names, others are not", () => {
  const feigned = [
    "OBS Virtual Camera",
    "fake_device_0",
    "Dummy video device (0x0000)",
    "v4l2loopback",
    "ManyCam",
  ];
  for (const label of feigned) assert.ok(isFeigned(label), label);
  const real = [
    "Integrated Camera (04f2:b6ea)",
    "FaceTime HD Camera",
    "HD Pro Webcam C920",
    "Jobs Camera",
    "",
  ];
  for (const label of real) assert.ok(!isFeigned(label), label);
});
