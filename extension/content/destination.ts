const TYPED_INTO = /^(text|tel|number|password)$/;

/**
 * Whether what is in `field` can be submitted to the page's own origin only, by its form and each of its
 * buttons. A form that markup smuggled into a bank's page (where its policy lets no script run) would send a
 * code away just so. Read past the form's own properties, which fields of those names hide in every world.
 */
function staysHome(field: HTMLInputElement): boolean {
  const { form, baseURI } = field;
  const read = (each: Element, name: string) => Element.prototype.getAttribute.call(each, name);
  const senders = (field.getRootNode() as Document).querySelectorAll<HTMLButtonElement>('[formaction]');
  return (
    !form ||
    [
      read(form, 'action'),
      ...[...senders].map((each) => each.form === form && read(each, 'formaction')),
    ].every((address) => {
      // Without an address a form goes to where the page came from.
      if (!address) return true;
      if (!URL.canParse(address, baseURI)) return false;
      const { origin, protocol } = new URL(address, baseURI);
      // A script of the page's could read the field anyway.
      return origin === location.origin || protocol === 'javascript:';
    })
  );
}

/** Whether `field` (still) is one to type a code into: in the page, writable, of a fitting kind, and at home. */
export const isFit = (field: HTMLInputElement): boolean =>
  field.isConnected && !field.disabled && !field.readOnly && TYPED_INTO.test(field.type) && staysHome(field);
