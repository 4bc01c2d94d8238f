/**
 * The two numbers a customer copies from the bank's mail. Both are digit strings, never numbers: leading
 * zeros count. They name a record, they do not protect it.
 */

/** Service ID: 8 digits, names one net-banking service of one institution. */
export const SERVICE_ID = /^\d{8}$/;

/** User ID: 12 digits, 11 random ones and a Luhn check digit (ISO/IEC 7812-1 annex B). */
export const USER_ID = /^\d{12}$/;

/** Activation password: 4 to 8 digits chosen by the customer at application, used once. */
export const ACTIVATION_PASSWORD = /^\d{4,8}$/;

/** The Luhn check digit that completes `digits` (any length, digits only). */
export function luhnCheckDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** True for a 12-digit user ID whose last digit is right; catches any single wrong digit. */
export function isUserId(value: string): boolean {
  return USER_ID.test(value) && luhnCheckDigit(value.slice(0, -1)) === value.slice(-1);
}

/** A fresh user ID from a source of uniform random bytes; rejection sampling keeps the digits uniform. */
export function makeUserId(randomBytes: (length: number) => Uint8Array): string {
  let digits = '';
  while (digits.length < 11) {
    for (const byte of randomBytes(16)) {
      if (byte < 250 && digits.length < 11) digits += String(byte % 10);
    }
  }
  return digits + luhnCheckDigit(digits);
}
