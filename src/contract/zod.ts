import { z } from "zod";

// Where it may, zod compiles parsers by `new Function`, and to learn whether it may, it tries. The
// window's policy forbids that and reports each try. Set here, before the first object is described.
z.config({ jitless: true });

export { z };
