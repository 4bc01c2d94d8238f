/** A text that differs from `text` in its first character, whatever that is; base64url stays base64url. */
export const altered = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
