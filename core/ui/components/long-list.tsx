import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Rows that come and go together. */
const BUNCH = 6;
/** Bunches that are drawn before it is known what can be seen. */
const AT_ONCE = 2;
/** A row's height until one was measured, px. */
let usualHeight = 90;

interface Item {
  id: string;
}

/** Some rows; while far from what can be seen, only their height. */
function Bunch<T extends Item>(props: {
  items: readonly T[];
  /** Position of the first of them in the whole list, from 0. */
  first: number;
  total: number;
  isWanted: boolean;
  row: (item: T, index: number) => VNode;
}) {
  const { items, first, total, isWanted, row } = props;
  const box = useRef<HTMLDivElement>(null);
  const isNear = useSignal(isWanted || first < AT_ONCE * BUNCH);
  const height = useSignal<number | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || typeof IntersectionObserver !== 'function') {
      isNear.value = true;
      return;
    }
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        // What has the focus stays, however far it was scrolled away.
        const isHeld = element.contains(document.activeElement);
        if (!entry.isIntersecting && isNear.peek() && !isHeld) {
          height.value = entry.boundingClientRect.height;
          if (items.length === BUNCH) usualHeight = height.value / BUNCH;
        }
        isNear.value = entry.isIntersecting || isHeld;
      },
      { rootMargin: '60% 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [items.length]);
  return (
    <div
      ref={box}
      role="presentation"
      class="bunch"
      style={isNear.value ? {} : { height: `${height.value ?? items.length * usualHeight}px` }}
    >
      {isNear.value &&
        items.map((item, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a bunch stands between the list and its items
          <div
            key={item.id}
            role="listitem"
            aria-setsize={total}
            aria-posinset={first + index + 1}
            data-id={item.id}
          >
            {row(item, first + index)}
          </div>
        ))}
    </div>
  );
}

/**
 * A list of any length of which only what is near the visible part is in the document; each row says how many
 * there are and which it is. `wanted`: the id of a row that has to be there from the start.
 */
export function LongList<T extends Item>(props: {
  items: readonly T[];
  label: string;
  wanted?: string | null;
  /** Of the list; its rows stand apart unless told. */
  className?: string;
  row: (item: T, index: number) => VNode;
}) {
  const { items, label, wanted, className = 'rows', row } = props;
  const bunches = Array.from({ length: Math.ceil(items.length / BUNCH) }, (_, at) =>
    items.slice(at * BUNCH, (at + 1) * BUNCH),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: its children are bunches, which are no items
    <div role="list" aria-label={label} class={className} data-part="list">
      {bunches.map((bunch, at) => (
        <Bunch
          key={at}
          items={bunch}
          first={at * BUNCH}
          total={items.length}
          isWanted={wanted != null && bunch.some(({ id }) => id === wanted)}
          row={row}
        />
      ))}
    </div>
  );
}
