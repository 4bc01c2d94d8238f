import { createCipheriv, createHmac } from 'node:crypto';

/** One hardware token as its maker knows it. */
export interface MadeToken {
  serial: string;
  seed: Uint8Array;
}

/** What the codes of a delivery are made with: HMAC-SHA1 (RFC 6238's default), digits, seconds a step. */
export interface Make {
  manufacturer: string;
  model: string;
  digits: number;
  period: number;
}

const PSKC = 'urn:ietf:params:xml:ns:keyprov:pskc';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const XENC = 'http://www.w3.org/2001/04/xmlenc#';

/** AES-128-CBC with its IV in front, as XML Encryption carries it (xmlenc-core §5.2.2). */
function encrypt(plain: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', key, iv);
  return new Uint8Array(Buffer.concat([iv, cipher.update(plain), cipher.final()]));
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const cipherData = (bytes: Uint8Array): string =>
  `<xenc:EncryptionMethod Algorithm="${XENC}aes128-cbc"/>
        <xenc:CipherData><xenc:CipherValue>${base64(bytes)}</xenc:CipherValue></xenc:CipherData>`;

/**
 * A delivery as a maker of tokens writes it: a PSKC container (RFC 6030 §6.1) with every seed encrypted under
 * a shared key of 16 bytes and a MAC over each (HMAC-SHA1, as the RFC's figure 6). Serials are letters,
 * digits and hyphens.
 */
export function writePskc(
  tokens: readonly MadeToken[],
  make: Make,
  { key, keyName, random }: { key: Uint8Array; keyName: string; random: (length: number) => Uint8Array },
): string {
  const macKey = random(20);
  const packages = tokens.map(({ serial, seed }) => {
    const value = encrypt(seed, key, random(16));
    const mac = createHmac('sha1', macKey).update(value).digest();
    return `  <KeyPackage>
    <DeviceInfo>
      <Manufacturer>${make.manufacturer}</Manufacturer>
      <SerialNo>${serial}</SerialNo>
      <Model>${make.model}</Model>
    </DeviceInfo>
    <Key Id="${serial}" Algorithm="${PSKC}:totp">
      <Issuer>${make.manufacturer}</Issuer>
      <AlgorithmParameters><ResponseFormat Length="${make.digits}" Encoding="DECIMAL"/></AlgorithmParameters>
      <Data>
        <Secret>
          <EncryptedValue>${cipherData(value)}</EncryptedValue>
          <ValueMAC>${base64(mac)}</ValueMAC>
        </Secret>
        <TimeInterval><PlainValue>${make.period}</PlainValue></TimeInterval>
      </Data>
    </Key>
  </KeyPackage>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<KeyContainer Version="1.0" xmlns="${PSKC}" xmlns:ds="${DS}" xmlns:xenc="${XENC}">
  <EncryptionKey><ds:KeyName>${keyName}</ds:KeyName></EncryptionKey>
  <MACMethod Algorithm="${DS}hmac-sha1">
    <MACKey>${cipherData(encrypt(macKey, key, random(16)))}</MACKey>
  </MACMethod>
${packages.join('\n')}
</KeyContainer>
`;
}
