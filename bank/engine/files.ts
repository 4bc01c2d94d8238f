/** Files every bank of this engine serves beside its own: small scripts that make a page more comfortable. */
export const ENGINE_FILES: Readonly<Record<string, { type: string; body: string }>> = {};
