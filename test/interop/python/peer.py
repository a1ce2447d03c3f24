"""The other side of test/interop/formats-python.test.ts: libraries that share nothing with ours.

Reads one JSON object on stdin, writes one on stdout.
"""
import base64
import json
import sys


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key(jwk):
    from jwcrypto.jwk import JWK

    return JWK.from_json(json.dumps(jwk))


def issue_sd_jwt(given):
    from sd_jwt.common import SDObj
    from sd_jwt.issuer import SDJWTIssuer

    claims = dict(given["plain"])
    claims.update({SDObj(name): value for name, value in given["disclosable"].items()})
    claims[SDObj("list")] = [SDObj("one"), "two"]
    issuer = SDJWTIssuer(
        claims,
        key(given["issuer"]),
        holder_key=key(given["holder"]),
        sign_alg="ES256",
        add_decoy_claims=True,
        extra_header_parameters={"typ": "dc+sd-jwt"},
    )
    return {"sd_jwt": issuer.sd_jwt_issuance}


def verify_sd_jwt(given):
    from sd_jwt.verifier import SDJWTVerifier

    verifier = SDJWTVerifier(
        given["sd_jwt"],
        lambda issuer, header: key(given["issuer"]),
        given.get("audience"),
        given.get("nonce"),
    )
    return {"claims": verifier.get_verified_payload()}


def present_sd_jwt(given):
    from sd_jwt.holder import SDJWTHolder

    holder = SDJWTHolder(given["sd_jwt"])
    holder.create_presentation(
        given["claims"], given["nonce"], given["audience"], key(given["holder"]), sign_alg="ES256"
    )
    return {"sd_jwt": holder.sd_jwt_presentation}


def verify_mdoc(given):
    import cbor2
    from pymdoccbor.mdoc.verifier import MdocCbor
    from cryptography import x509

    reader = MdocCbor()
    reader.loads(raw(given["response"]))
    roots = [x509.load_der_x509_certificate(raw(one)) for one in given["roots"]]
    is_valid = reader.verify(roots) if roots else reader.verify()
    document = reader.data_as_cbor_dict["documents"][0]
    spaces = document["issuerSigned"]["nameSpaces"]
    elements = {}
    for items in spaces.values():
        for item in items:
            one = cbor2.loads(item.value if hasattr(item, "value") else item)
            value = one["elementValue"]
            elements[one["elementIdentifier"]] = (
                value if isinstance(value, (str, int, bool)) else str(getattr(value, "value", value))
            )
    return {"valid": is_valid, "docType": document["docType"], "elements": elements}


def issue_mdoc(given):
    import cbor2
    from pymdoccbor.mdoc.issuer import MdocCborIssuer

    d, x, y = (raw(given["issuer"][part]) for part in ("d", "x", "y"))
    private = {"KTY": "EC2", "CURVE": "P_256", "ALG": "ES256", "D": d, "KID": b"peer", "X": x, "Y": y}
    holder = {
        "KTY": "EC2",
        "CURVE": "P_256",
        "X": raw(given["holder"]["x"]),
        "Y": raw(given["holder"]["y"]),
    }
    issuer = MdocCborIssuer(alg="ES256", private_key=private, cert_info={
        "country_name": "US", "organization_name": "Peer", "common_name": "Peer Issuer",
        "not_valid_before": __import__("datetime").datetime(2026, 1, 1),
        "not_valid_after": __import__("datetime").datetime(2036, 1, 1),
        "san_url": "https://peer.example",
    })
    issuer.new(
        data={given["docType"]: given["elements"]},
        doctype=given["docType"],
        validity={"issuance_date": given["from"], "expiry_date": given["to"]},
        devicekeyinfo=holder,
    )
    document = cbor2.loads(issuer.dump())["documents"][0]
    return {"issuer_signed": b64url(cbor2.dumps(document["issuerSigned"]))}


WORK = {f.__name__: f for f in (issue_sd_jwt, verify_sd_jwt, present_sd_jwt, verify_mdoc, issue_mdoc)}

if __name__ == "__main__":
    given = json.load(sys.stdin)
    try:
        print(json.dumps(WORK[given["do"]](given)))
    except Exception as error:  # the test decides whether a refusal was right
        print(json.dumps({"error": type(error).__name__, "text": str(error)[:400]}))
