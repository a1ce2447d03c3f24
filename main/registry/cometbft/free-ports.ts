import { codeOf } from "../../../src/error.ts";
import { startServer } from "../../doors/http-server.ts";
import type { RandomBytes } from "../../doors/random.ts";
import { notFound } from "../http/answers.ts";

/** Where outgoing connections take their own ports from begins above these on every common system. */
const FIRST = 15_000;
const SPREAD = 16_384;

async function isFree(port: number): Promise<boolean> {
  try {
    const server = await startServer({ port }, () => {
      throw notFound();
    });
    await server.close();
    return true;
  } catch (error) {
    if (codeOf(error) !== "http.listen") throw error;
    return false;
  }
}

/** Ports of loopback that nobody listens on now, for a network that lives on one machine for a while. */
export async function freePorts(count: number, random: RandomBytes): Promise<readonly number[]> {
  const [high = 0, low = 0] = random(2);
  const found: number[] = [];
  for (let port = FIRST + ((256 * high + low) % SPREAD); found.length < count && port < 65_536; port++) {
    if (await isFree(port)) found.push(port);
  }
  return found;
}
