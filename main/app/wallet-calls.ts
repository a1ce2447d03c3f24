/** Calls after which a wallet is another than before. */
export const CHANGES_WALLET = new Set([
  "wallet.create",
  "wallet.unlock",
  "wallet.unlock_os",
  "wallet.recover",
  "wallet.lock",
  "wallet.rekey",
  "wallet.recovery_new",
  "wallet.recovery_confirm",
  "wallet.recovery_later",
  "wallet.os_on",
  "wallet.os_off",
  "registry.set_sources",
  "office.accept_gap",
]);
/** They need a wallet, but no open one. */
export const UNLOCKS = new Set<string>([
  "wallet.unlock",
  "wallet.unlock_os",
  "wallet.recover",
  "wallet.lock",
]);
