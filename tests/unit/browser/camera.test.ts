import { describe, expect, it } from 'vitest';
import { cameraPermission, faultOf } from '../../../core/browser/camera.ts';

describe("a camera's fault", () => {
  it('is told apart by the name of the error', () => {
    const named = (name: string) => faultOf(new DOMException('', name));
    expect(named('NotAllowedError')).toBe('refused');
    expect(named('SecurityError')).toBe('refused');
    expect(named('NotFoundError')).toBe('none');
    expect(named('OverconstrainedError')).toBe('none');
    expect(named('NotReadableError')).toBe('busy');
    expect(named('AbortError')).toBe('busy');
    expect(faultOf(new TypeError())).toBe('insecure');
    expect(faultOf(null)).toBe('busy');
  });
});

describe('whether the browser would ask', () => {
  const navigator = (query: () => Promise<{ state: string }>) =>
    ({ mediaDevices: { getUserMedia() {} }, permissions: { query } }) as unknown as Navigator;
  it('is what the browser says, and unknown where it does not say', async () => {
    expect(await cameraPermission(navigator(async () => ({ state: 'denied' })))).toBe('refused');
    expect(await cameraPermission(navigator(async () => ({ state: 'granted' })))).toBe('granted');
    expect(await cameraPermission(navigator(async () => ({ state: 'prompt' })))).toBe('prompt');
    expect(await cameraPermission(navigator(() => Promise.reject(new TypeError())))).toBe('unknown');
    expect(await cameraPermission({} as Navigator)).toBe('unknown');
  });
});
