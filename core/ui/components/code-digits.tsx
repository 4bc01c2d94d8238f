import { useLayoutEffect, useRef } from 'preact/hooks';
import { spellDigits } from '../digits.ts';
import { DigitGroups } from './digit-groups.tsx';

/** The smallest scale worth having: below it, digits wrap between groups instead. */
const LEAST_FIT = 0.6;

/**
 * The code, as large as its card allows. CSS sizes it for usual fonts from the card's width; where a system
 * font is wider, it is measured and scaled by `--fit` (set through the CSSOM, which the style policy allows).
 */
export function CodeDigits({ code, late }: { code: string; late: boolean }) {
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (!element) return;
    const resize = () => {
      element.style.setProperty('--fit', '1');
      const room = element.clientWidth;
      const need = element.scrollWidth;
      if (need > room && room > 0)
        element.style.setProperty('--fit', String(Math.max(LEAST_FIT, (room / need) * 0.99)));
    };
    resize();
    const observer = new ResizeObserver(resize);
    if (element.parentElement) observer.observe(element.parentElement);
    return () => observer.disconnect();
  }, [code.length]);
  return (
    <>
      <p
        ref={line}
        class={late ? 'code late' : 'code'}
        data-digits={code.length}
        data-part="code"
        aria-hidden="true"
      >
        <DigitGroups digits={code} />
      </p>
      <p class="hidden">{spellDigits(code)}</p>
    </>
  );
}
