/** Asked of the prototype: a field named `action` hides a form's own property, for this world too. */
const actionOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'action')?.get;
const attributeOf = Element.prototype.getAttribute;
const findIn = Document.prototype.querySelectorAll;
const TYPED_INTO = /^(text|tel|number|password)$/;

/** An address of this very origin; or a script of the page's, which could read the field anyway. */
const isHome = (address: string, origin: string): boolean =>
  URL.canParse(address) &&
  (new URL(address).origin === origin || new URL(address).protocol === 'javascript:');

/** Buttons that send their form elsewhere than its own `action`. */
function buttonsWithAddress(field: HTMLInputElement): (HTMLButtonElement | HTMLInputElement)[] {
  const root = field.getRootNode();
  const found =
    root instanceof ShadowRoot
      ? root.querySelectorAll('[formaction]')
      : findIn.call(field.ownerDocument, '[formaction]');
  return [...found].filter((each) => each instanceof HTMLButtonElement || each instanceof HTMLInputElement);
}

/**
 * Whether what is in `field` can be submitted to `origin` only, by its form and each of its buttons. A form
 * that markup smuggled into a bank's page (where its policy allows no script) sends a code away just so.
 */
export function staysHome(field: HTMLInputElement, origin: string): boolean {
  const { form } = field;
  if (!form) return true;
  // Without an `action`, or with an empty one, a form goes to where the page came from.
  if (attributeOf.call(form, 'action') && !isHome(String(actionOf?.call(form)), origin)) return false;
  return buttonsWithAddress(field).every((each) => each.form !== form || isHome(each.formAction, origin));
}

/** Whether `field` still is what a code is typed into: in the page, writable, of a fitting type, at home. */
export function isFit(field: HTMLInputElement, origin: string): boolean {
  return (
    field.isConnected &&
    !field.disabled &&
    !field.readOnly &&
    TYPED_INTO.test(field.type) &&
    staysHome(field, origin)
  );
}
