/** What the parts page shows in place of real things: nothing here is of anyone. */

const FACE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 100"><rect width="80" height="100" fill="#dfe6ea"/><path d="M16 78Q14 18 40 14Q66 18 64 78Z" fill="#3a2a22"/><path d="M34 60h12v18H34z" fill="#d39a72"/><path d="M7 100Q9 74 40 74Q71 74 73 100Z" fill="#2f4a63"/><ellipse cx="40" cy="46" rx="16" ry="20" fill="#e0ad87"/><path d="M24 44Q30 26 40 28Q52 26 56 44Q54 22 40 20Q26 22 24 44Z" fill="#3a2a22"/><circle cx="34" cy="45" r="1.6" fill="#26221f"/><circle cx="46" cy="45" r="1.6" fill="#26221f"/><path d="M35 55Q40 59 45 55" fill="none" stroke="#8a4a35" stroke-width="1.6" stroke-linecap="round"/></svg>`;

export const FACE_URL = `data:image/svg+xml,${encodeURIComponent(FACE)}`;

/** Commitment-like texts, base64url of 32 bytes that a small generator fills; told apart by `seed`. */
export function sampleHash(seed: number): string {
  let state = seed * 2_654_435_761;
  const bytes = Array.from({ length: 32 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export const DAY = 86_400;
/** 2 December 2026, 10:44 UTC. */
export const MOMENT = Date.UTC(2026, 11, 2, 10, 44) / 1000;
