/** Whether the browser keeps the vault when space runs out, and asking it to. */
export interface Persistence {
  persisted(): Promise<boolean>;
  persist(): Promise<boolean>;
}

/**
 * Chrome evicts nothing of an extension with `unlimitedStorage` (its documentation, "Storage and cookies"), but
 * `navigator.storage` does not know of it. Firefox answers `persist()` for itself, without a question.
 */
const isExempt = async (): Promise<boolean> =>
  navigator.userAgent.includes('Chrome/') &&
  (await chrome.permissions.contains({ permissions: ['unlimitedStorage'] }));

/** The browser's promise to this extension. */
export const extensionPersistence: Persistence = {
  persisted: async () => (await isExempt()) || navigator.storage.persisted(),
  persist: async () => (await isExempt()) || navigator.storage.persist(),
};
