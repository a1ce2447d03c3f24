import assert from "node:assert/strict";
import { Kms } from "@credo-ts/core";
import { credoIssuer } from "./agent.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

export const VCT = "https://credo.example/degree";
export const DOCTYPE = "org.example.degree.1";
export const NAMESPACE = "org.example.degree.1";

/** An issuer by Credo that gives a degree in either format, signed under a certificate of its own (base64 DER). */
export async function credoUniversity(t: Endings) {
  const own: { certificate?: unknown } = {};
  const { agent } = await credoIssuer(t, (async (asked: {
    readonly credentialConfigurationId: string;
    readonly holderBinding: { readonly keys: readonly { readonly jwk: Kms.PublicJwk }[] };
  }) => {
    const [first] = asked.holderBinding.keys;
    assert.ok(first !== undefined);
    if (asked.credentialConfigurationId === "mdoc") {
      const now = new Date();
      return await Promise.resolve({
        type: "credentials",
        format: "mso_mdoc",
        credentials: [
          {
            docType: DOCTYPE,
            namespaces: { [NAMESPACE]: { degree: "Physics", year: 2026 } },
            issuerCertificate: own.certificate,
            holderKey: first.jwk,
            validityInfo: { signed: now, validFrom: now, validUntil: new Date(now.getTime() + 86_400_000) },
          },
        ],
      });
    }
    return {
      type: "credentials",
      format: "dc+sd-jwt",
      credentials: [
        {
          payload: {
            vct: VCT,
            degree: "Physics",
            address: { city: "Lakeside" },
            exp: Math.floor(Date.now() / 1000) + 86_400,
          },
          disclosureFrame: { _sd: ["degree"], address: { _sd: ["city"] } },
          holder: { method: "jwk", jwk: first.jwk },
          issuer: { method: "x5c", x5c: [own.certificate] },
          headerType: "dc+sd-jwt",
        },
      ],
    };
  }) as never);
  const { publicJwk } = await agent.kms.createKey({ type: { kty: "EC", crv: "P-256" } });
  const made = await agent.x509.createCertificate({
    authorityKey: Kms.PublicJwk.fromPublicJwk(publicJwk),
    issuer: { commonName: "Credo Issuer", countryName: "DE" },
    extensions: { subjectKeyIdentifier: { include: true } },
  });
  made.publicJwk.keyId = publicJwk.kid;
  own.certificate = made;
  const proofs = { jwt: { proof_signing_alg_values_supported: ["ES256"] } };
  const issuer = await agent.openid4vc.issuer?.createIssuer({
    issuerId: "university",
    display: [{ name: "Credo University", locale: "en" }],
    credentialConfigurationsSupported: {
      degree: {
        format: "dc+sd-jwt",
        vct: VCT,
        cryptographic_binding_methods_supported: ["jwk"],
        proof_types_supported: proofs,
        credential_metadata: { display: [{ name: "Degree", locale: "en" }] },
      },
      mdoc: {
        format: "mso_mdoc",
        doctype: DOCTYPE,
        cryptographic_binding_methods_supported: ["jwk"],
        proof_types_supported: proofs,
        credential_metadata: { display: [{ name: "Mobile degree", locale: "en" }] },
      },
    } as never,
  });
  assert.ok(issuer !== undefined);
  return { agent, issuer, certificate: made.toString("base64") };
}
