import { EventEmitter } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import {
  Agent,
  ConsoleLogger,
  type DependencyManager,
  InjectionSymbols,
  Kms,
  LogLevel,
  X509Module,
} from "@credo-ts/core";
import { type OpenId4VciCredentialRequestToCredentialMapper, OpenId4VcModule } from "@credo-ts/openid4vc";
import { MemoryStorage, NodeKeys } from "./memory.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/** Credo wants a disk for things that are not used here. */
class NoFiles {
  readonly dataPath = "";
  readonly cachePath = "";
  readonly tempPath = "";
}

/** Registers the storage as Credo's own storage modules do. */
const memoryModule = {
  register: (manager: DependencyManager) => {
    manager.registerInstance(InjectionSymbols.StorageService, new MemoryStorage());
  },
};

function partsOf(trusted: readonly string[]) {
  return {
    kms: new Kms.KeyManagementModule({ backends: [new NodeKeys() as never] }),
    memory: memoryModule as never,
    x509: new X509Module({ trustedCertificates: [...trusted] as [string, ...string[]] }),
  };
}

const SHARED = {
  config: {
    allowInsecureHttpUrls: true,
    autoUpdateStorageOnStartup: true,
    logger: new ConsoleLogger(process.env["SEALFOLIO_DEBUG"] === undefined ? LogLevel.off : LogLevel.trace),
  },
  dependencies: {
    FileSystem: NoFiles as never,
    EventEmitterClass: EventEmitter,
    fetch,
    WebSocketClass: NoFiles as never,
  },
};

/** A wallet by Credo that trusts these certificates (base64 DER). */
export async function credoHolder(t: Endings, trusted: readonly string[], fetched: typeof fetch = fetch) {
  const agent = new Agent({
    ...SHARED,
    dependencies: { ...SHARED.dependencies, fetch: fetched },
    modules: { ...partsOf(trusted), openid4vc: new OpenId4VcModule({}) },
  });
  await agent.initialize();
  t.after(() => agent.shutdown());
  return agent;
}

/** An issuer by Credo on this machine. */
export async function credoIssuer(t: Endings, mapper: OpenId4VciCredentialRequestToCredentialMapper) {
  let handle: RequestListener = (_, answer) => void answer.writeHead(503).end();
  const server = createServer((request, answer) => handle(request, answer));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const agent = new Agent({
    ...SHARED,
    modules: {
      ...partsOf([]),
      openid4vc: new OpenId4VcModule({ issuer: { baseUrl, credentialRequestToCredentialMapper: mapper } }),
    },
  });
  handle = agent.modules.openid4vc.config.app as unknown as RequestListener;
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await agent.shutdown();
  });
  await agent.initialize();
  return { agent, baseUrl };
}

/** A verifier by Credo on this machine, as `localhost`, that trusts these issuers. */
export async function credoVerifier(t: Endings, trusted: readonly string[]) {
  let handle: RequestListener = (_, answer) => void answer.writeHead(503).end();
  const server = createServer((request, answer) => handle(request, answer));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const agent = new Agent({
    ...SHARED,
    modules: { ...partsOf(trusted), openid4vc: new OpenId4VcModule({ verifier: { baseUrl } }) },
  });
  handle = agent.modules.openid4vc.config.app as unknown as RequestListener;
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await agent.shutdown();
  });
  await agent.initialize();
  return agent;
}
