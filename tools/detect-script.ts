/**
 * The detector as a script of its own, `.output/detect.js`: `detect()` answers with the fields that take the
 * code in this frame, in order, from the code that the extension ships and by the same look into shadow trees.
 * `weigh()` tells of every entry what spoke for and against it.
 */
import { findOtpField, weighFields } from '../core/detect/find.ts';

const shadowRootOf = (element: HTMLElement): ShadowRoot | null =>
  element.shadowRoot ??
  (element.localName.includes('-')
    ? (globalThis.chrome?.dom?.openOrClosedShadowRoot(element) as ShadowRoot | null | undefined)
    : null) ??
  null;

Object.assign(globalThis, {
  detect: () => findOtpField(document, { shadowRootOf }).otp?.elements ?? [],
  detectAll: () => findOtpField(document, { shadowRootOf }),
  weigh: () => weighFields(document, { shadowRootOf }),
});
