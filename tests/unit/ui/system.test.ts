import { expect, test } from 'vitest';
import { deviceSystem } from '../../../core/ui/system.ts';

const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1', 5, 'ios'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/150.0 Mobile', 5, 'android'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0', 0, 'windows'],
  [mac, 0, 'mac'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0', 0, 'other'],
])('the instructions fit the system: %s', (userAgent, maxTouchPoints, system) => {
  expect(deviceSystem({ userAgent, maxTouchPoints })).toBe(system);
});

test('an iPad that calls itself a Mac is told by its touch points', () => {
  expect(deviceSystem({ userAgent: mac, maxTouchPoints: 5 })).toBe('ios');
});

test('a browser that says nothing of touch points is what it says', () => {
  expect(deviceSystem({ userAgent: mac })).toBe('mac');
});
