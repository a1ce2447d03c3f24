/** The library, read in when something is received: most starts of the program need none of it. */
export async function library() {
  const [oauth2, vci] = await Promise.all([import("@openid4vc/oauth2"), import("@openid4vc/openid4vci")]);
  // It would refuse http itself, also on loopback; what may be opened is decided in guarded-fetch.ts, for every request.
  oauth2.setGlobalConfig({ allowInsecureUrls: true });
  return { ...oauth2, ...vci };
}
