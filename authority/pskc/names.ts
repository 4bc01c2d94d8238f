/** XML namespaces (RFC 6030 §3, §4.1; W3C xmlenc, xmlenc11 and xmldsig). */
export const PSKC = 'urn:ietf:params:xml:ns:keyprov:pskc';
export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
export const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
export const PKCS5 = 'http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#';

/** Key algorithms read here (RFC 6030 §10.1; the TOTP profile of the same registry). */
export const HOTP = `${PSKC}:hotp`;
export const TOTP = `${PSKC}:totp`;

/** Two ways of writing the same derivation: RFC 6030 §6.2 names the first, xmlenc11 §5.4.2 the second. */
export const PBKDF2: readonly string[] = [`${PKCS5}pbkdf2`, `${XENC11}pbkdf2`];

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
/** HMACs over encrypted values (RFC 6030 §6.1.1), and PBKDF2's own, by their hash as node:crypto names it. */
export const HMACS: ReadonlyMap<string, string> = new Map([
  [`${DS}hmac-sha1`, 'sha1'],
  [`${MORE}hmac-sha256`, 'sha256'],
  [`${MORE}hmac-sha384`, 'sha384'],
  [`${MORE}hmac-sha512`, 'sha512'],
]);

/** Ciphers: `name` as node:crypto has it, `key` in bytes. */
export interface Cipher {
  mode: 'cbc' | 'gcm';
  name: string;
  key: 16 | 24 | 32;
}

/** xmlenc §5.2.2 (CBC) and xmlenc11 §5.2.4 (GCM). */
export const CIPHERS: ReadonlyMap<string, Cipher> = new Map(
  ([16, 24, 32] as const).flatMap((key): [string, Cipher][] => {
    const bits = key * 8;
    return [
      [`${XENC}aes${bits}-cbc`, { mode: 'cbc', name: `aes-${bits}-cbc`, key }],
      [`${XENC11}aes${bits}-gcm`, { mode: 'gcm', name: `aes-${bits}-gcm`, key }],
    ];
  }),
);
