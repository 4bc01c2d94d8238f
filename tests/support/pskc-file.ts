import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** One token of a made-up delivery. */
export interface FileToken {
  serial: string;
  seed: Uint8Array;
  kind?: 'hotp' | 'totp';
  digits?: number;
  period?: number | null;
  counter?: number;
  suite?: string;
  model?: string;
  /** XML within `Policy`. */
  policy?: string;
}

/** How a made-up delivery is encrypted; without `key` and `passphrase` it is not. */
export interface FileOptions {
  key?: Uint8Array;
  passphrase?: string;
  rounds?: number;
  /** `xmlenc11` writes PBKDF2's parameters in that namespace, else as RFC 6030 figure 7 does. */
  derivation?: 'pkcs5' | 'xmlenc11';
  mode?: 'cbc' | 'gcm';
  bits?: 128 | 192 | 256;
  mac?: 'sha1' | 'sha256' | 'sha384' | 'sha512' | null;
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
const PKCS5 = 'http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#';
const hmacUri = (hash: string) =>
  hash === 'sha1' ? `${DS}hmac-sha1` : `http://www.w3.org/2001/04/xmldsig-more#hmac-${hash}`;

/** A PSKC file as a maker of tokens would write it, by nothing of the reader's own. */
export function pskcFile(tokens: readonly FileToken[], options: FileOptions = {}): string {
  const { mode = 'cbc', bits = 128, rounds = 1000, mac = 'sha256' } = options;
  const salt = randomBytes(8);
  const key =
    options.passphrase === undefined
      ? options.key
      : pbkdf2Sync(options.passphrase, salt, rounds, bits / 8, 'sha256');
  const algorithm = mode === 'cbc' ? `${XENC}aes${bits}-cbc` : `${XENC11}aes${bits}-gcm`;

  const encrypted = (plain: Uint8Array, under: Uint8Array) => {
    const iv = randomBytes(mode === 'cbc' ? 16 : 12);
    const cipher = createCipheriv(`aes-${bits}-${mode}` as 'aes-128-gcm', under, iv);
    if (mode === 'cbc') {
      // As xmlenc allows: everything but the last byte of the padding is noise.
      const length = 16 - (plain.length % 16);
      const padding = Buffer.concat([randomBytes(length - 1), Buffer.from([length])]);
      cipher.setAutoPadding(false);
      return Buffer.concat([iv, cipher.update(plain), cipher.update(padding), cipher.final()]);
    }
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  const data = (bytes: Uint8Array) =>
    `<xenc:EncryptionMethod Algorithm="${algorithm}"/><xenc:CipherData><xenc:CipherValue>${Buffer.from(bytes).toString('base64')}</xenc:CipherValue></xenc:CipherData>`;

  const macKey = randomBytes(20);
  const secret = (seed: Uint8Array) => {
    if (key === undefined) return `<PlainValue>${Buffer.from(seed).toString('base64')}</PlainValue>`;
    const value = encrypted(seed, key);
    const valueMac =
      mac === null ? '' : `<ValueMAC>${createHmac(mac, macKey).update(value).digest('base64')}</ValueMAC>`;
    return `<EncryptedValue>${data(value)}</EncryptedValue>${valueMac}`;
  };

  const parameters =
    options.derivation === 'xmlenc11'
      ? `<xenc11:PBKDF2-params><xenc11:Salt><xenc11:Specified>${salt.toString('base64')}</xenc11:Specified></xenc11:Salt><xenc11:IterationCount>${rounds}</xenc11:IterationCount><xenc11:KeyLength>${bits / 8}</xenc11:KeyLength><xenc11:PRF Algorithm="${hmacUri('sha256')}"/></xenc11:PBKDF2-params>`
      : `<pkcs5:PBKDF2-params><Salt xmlns=""><Specified>${salt.toString('base64')}</Specified></Salt><IterationCount xmlns="">${rounds}</IterationCount><KeyLength xmlns="">${bits / 8}</KeyLength><PRF xmlns="" Algorithm="${hmacUri('sha256')}"/></pkcs5:PBKDF2-params>`;
  const method = options.derivation === 'xmlenc11' ? `${XENC11}pbkdf2` : `${PKCS5}pbkdf2`;
  const keyInfo =
    options.passphrase === undefined
      ? '<ds:KeyName>Delivery key</ds:KeyName>'
      : `<xenc11:DerivedKey><xenc11:KeyDerivationMethod Algorithm="${method}">${parameters}</xenc11:KeyDerivationMethod><xenc11:MasterKeyName>Delivery passphrase</xenc11:MasterKeyName></xenc11:DerivedKey>`;
  const head =
    key === undefined
      ? ''
      : `<EncryptionKey>${keyInfo}</EncryptionKey>${
          mac === null
            ? ''
            : `<MACMethod Algorithm="${hmacUri(mac)}"><MACKey>${data(encrypted(macKey, key))}</MACKey></MACMethod>`
        }`;

  const packages = tokens.map((token, index) => {
    const kind = token.kind ?? 'totp';
    const own =
      kind === 'hotp'
        ? `<Counter><PlainValue>${token.counter ?? 0}</PlainValue></Counter>`
        : token.period === null
          ? ''
          : `<TimeInterval><PlainValue>${token.period ?? 60}</PlainValue></TimeInterval>`;
    return [
      '<KeyPackage><DeviceInfo><Manufacturer>TokenVendorAcme</Manufacturer>',
      `<SerialNo>${token.serial}</SerialNo>`,
      token.model === undefined ? '' : `<Model>${token.model}</Model>`,
      `</DeviceInfo><Key Id="K${index + 1}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:${kind}">`,
      '<Issuer>Issuer</Issuer><AlgorithmParameters>',
      token.suite === undefined ? '' : `<Suite>${token.suite}</Suite>`,
      `<ResponseFormat Length="${token.digits ?? 6}" Encoding="DECIMAL"/></AlgorithmParameters>`,
      `<Data><Secret>${secret(token.seed)}</Secret>${own}</Data>`,
      token.policy === undefined ? '' : `<Policy>${token.policy}</Policy>`,
      '</Key></KeyPackage>',
    ].join('');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:ds="${DS}" xmlns:xenc="${XENC}" xmlns:xenc11="${XENC11}" xmlns:pkcs5="${PKCS5}">`,
    head,
    ...packages,
    '</KeyContainer>\n',
  ].join('');
}
