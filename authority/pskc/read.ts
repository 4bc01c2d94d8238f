import type { Element } from '@xmldom/xmldom';
import { isAppError } from '../../core/error.ts';
import type { OtpParameters } from '../../core/protocol/common.ts';
import type { StockToken } from '../registrations/hardware/stock-token.ts';
import { type PskcErrorCode, pskcError } from './error.ts';
import { macCheck } from './mac.ts';
import { DS, HOTP, PSKC, TOTP } from './names.ts';
import { datesOf, policyOf, within } from './policy.ts';
import { type Opening, openSecret } from './secret.ts';
import { encryptionKey, type Unlock } from './unlock.ts';
import {
  type Children,
  childrenOf,
  nameOf,
  numberOf,
  parseNumber,
  parseXml,
  qualified,
  textOf,
} from './xml.ts';

const MAX_NAME = 128;
/** RFC 6238 §4.1. */
const USUAL_PERIOD = 30;

const pskc = (local: string): string => qualified(PSKC, local);
const all = (...locals: string[]): string[] => locals.map(pskc);

/** How to open a container; `allowPlain` takes secrets that stand in it unencrypted, which is refused else. */
export interface ReadOptions extends Unlock {
  allowPlain?: boolean;
}

/**
 * Reads the hardware tokens of a PSKC file (RFC 6030), all or none: HOTP and TOTP keys, each with its serial
 * number. Secrets are encrypted under a shared key or a passphrase; each MAC is checked before its value is
 * decrypted. Signed containers and ones for a certificate are refused: nothing here could check them.
 * Errors: `PskcErrorCode`; a message names a key by its place in the file, from 1.
 */
export function readPskc(file: Uint8Array, options: ReadOptions): StockToken[] {
  const root = parseXml(file);
  if (nameOf(root) !== pskc('KeyContainer')) throw pskcError('not-pskc', 'the root is not a KeyContainer');
  if (root.getAttribute('Version') !== '1.0')
    throw pskcError('unsupported', 'not version 1.0 of the container');
  const signature = qualified(DS, 'Signature');
  const container = childrenOf(root, [
    ...all('EncryptionKey', 'MACMethod', 'KeyPackage', 'Extensions'),
    signature,
  ]);
  if (container.many(signature).length > 0) {
    throw pskcError(
      'unsupported',
      'the container is signed (RFC 6030 section 7), which cannot be checked here',
    );
  }
  const packages = container.many(pskc('KeyPackage'));
  if (packages.length === 0) throw pskcError('not-pskc', 'the container holds no key');
  const opening = openingOf(container, options);
  return packages.map((each, index) => {
    try {
      return tokenOf(each, opening);
    } catch (error) {
      if (!isAppError<PskcErrorCode>(error)) throw error;
      throw pskcError(error.code, `key ${index + 1}: ${error.message}`, error.cause);
    }
  });
}

function openingOf(container: Children, options: ReadOptions): Opening {
  const keyElement = container.maybe(pskc('EncryptionKey'));
  const macElement = container.maybe(pskc('MACMethod'));
  const key = keyElement === null ? null : encryptionKey(keyElement, options);
  if (macElement !== null && key === null) throw pskcError('not-pskc', 'a MACMethod, but no EncryptionKey');
  return {
    key,
    checkMac: macElement === null || key === null ? null : macCheck(macElement, key),
    allowPlain: options.allowPlain === true,
  };
}

function tokenOf(element: Element, opening: Opening): StockToken {
  const parts = childrenOf(element, all('DeviceInfo', 'CryptoModuleInfo', 'Key', 'Extensions'));
  const device = childrenOf(
    parts.one(pskc('DeviceInfo')),
    all(
      'Manufacturer',
      'SerialNo',
      'Model',
      'IssueNo',
      'DeviceBinding',
      'StartDate',
      'ExpiryDate',
      'UserId',
      'Extensions',
    ),
  );
  const keyElement = parts.one(pskc('Key'));
  const key = childrenOf(
    keyElement,
    all(
      'Issuer',
      'AlgorithmParameters',
      'KeyProfileId',
      'KeyReference',
      'FriendlyName',
      'Data',
      'UserId',
      'Policy',
      'Extensions',
    ),
  );
  const data = childrenOf(
    key.one(pskc('Data')),
    all('Secret', 'Counter', 'Time', 'TimeInterval', 'TimeDrift'),
  );
  const { digits, algorithm } = parametersOf(key.one(pskc('AlgorithmParameters')));
  const deviceDates = datesOf(device.maybe(pskc('StartDate')), device.maybe(pskc('ExpiryDate')));
  const validity = within(policyOf(key.maybe(pskc('Policy'))), deviceDates);
  const common = {
    serial: textOf(device.one(pskc('SerialNo'))),
    manufacturer: shortText(device.maybe(pskc('Manufacturer'))),
    model: shortText(device.maybe(pskc('Model'))),
    ...validity,
  };
  const kind = keyElement.getAttribute('Algorithm');
  if (kind === HOTP) {
    return {
      ...common,
      otp: { kind: 'event', algorithm, digits, period: null },
      counter: plainNumber(data.maybe(pskc('Counter'))) ?? 0,
      seed: openSecret(data.one(pskc('Secret')), opening),
    };
  }
  if (kind === TOTP) {
    // Where the device's clock stood at the factory is learned anew from its codes.
    plainNumber(data.maybe(pskc('Time')));
    const period = plainNumber(data.maybe(pskc('TimeInterval'))) ?? USUAL_PERIOD;
    return {
      ...common,
      otp: { kind: 'time', algorithm, digits, period },
      counter: 0,
      seed: openSecret(data.one(pskc('Secret')), opening),
    };
  }
  throw pskcError('unsupported', 'an algorithm that is neither HOTP nor TOTP');
}

/** `AlgorithmParameters` (RFC 6030 §4.3.4): how long a code is, and the hash where `Suite` names one. */
function parametersOf(element: Element): Pick<OtpParameters, 'digits' | 'algorithm'> {
  const children = childrenOf(element, all('Suite', 'ChallengeFormat', 'ResponseFormat', 'Extensions'));
  if (children.maybe(pskc('ChallengeFormat')) !== null) {
    throw pskcError('unsupported', 'an algorithm with challenges');
  }
  const format = children.one(pskc('ResponseFormat'));
  const checkDigits = format.getAttribute('CheckDigits') ?? format.getAttribute('CheckDigit') ?? 'false';
  if (format.getAttribute('Encoding') !== 'DECIMAL' || !['false', '0'].includes(checkDigits)) {
    throw pskcError('unsupported', 'codes that are not plain decimal digits');
  }
  const digits = parseNumber(format.getAttribute('Length') ?? '', 'Length');
  if (digits !== 6 && digits !== 7 && digits !== 8) {
    throw pskcError('unsupported', 'codes that are not 6 to 8 digits long');
  }
  const suite = children.maybe(pskc('Suite'));
  return { digits, algorithm: suite === null ? 'SHA-1' : algorithmOf(textOf(suite)) };
}

function algorithmOf(suite: string): OtpParameters['algorithm'] {
  const bits = /^HMAC-?SHA-?(1|256|512)$/i.exec(suite)?.[1];
  if (bits === undefined) throw pskcError('unsupported', 'a Suite that is not HMAC with SHA-1, 256 or 512');
  return `SHA-${bits as '1' | '256' | '512'}`;
}

/** A number beside the secret; an encrypted one is not offered. */
function plainNumber(element: Element | null): number | null {
  if (element === null) return null;
  const names = all('PlainValue', 'EncryptedValue', 'ValueMAC');
  const children = childrenOf(element, names);
  const plain = children.maybe(names[0]!);
  if (plain === null) throw pskcError('unsupported', `an encrypted ${element.localName}`);
  return numberOf(plain);
}

function shortText(element: Element | null): string | null {
  if (element === null) return null;
  const text = textOf(element);
  if (text.length > MAX_NAME) throw pskcError('not-pskc', `${element.localName} is too long`);
  return text === '' ? null : text;
}
