/** The kinds of device whose settings look alike. */
export type DeviceSystem = 'ios' | 'android' | 'windows' | 'mac' | 'other';

/** What a browser says of itself, as far as it is looked at. */
export interface SaysOfItself {
  userAgent: string;
  maxTouchPoints?: number;
}

/**
 * Which system's instructions fit, best guess: for words only, nothing depends on it. An iPad calls itself a Mac,
 * but no Mac has several touch points.
 */
export function deviceSystem({ userAgent, maxTouchPoints = 0 }: SaysOfItself): DeviceSystem {
  if (/\b(?:iPhone|iPad|iPod)\b/.test(userAgent)) return 'ios';
  if (/\bAndroid\b/.test(userAgent)) return 'android';
  if (/\bMacintosh\b/.test(userAgent)) return maxTouchPoints > 1 ? 'ios' : 'mac';
  return /\bWindows\b/.test(userAgent) ? 'windows' : 'other';
}
