import { on } from './on.ts';

/** What the person in front of the page does, as far as filling makes way for it. */
export interface Person {
  /** They typed, pasted, or had the browser put something into this field: it is theirs from then on. */
  owns(field: HTMLInputElement): boolean;
  /** They are in the middle of typing into this field. */
  typesInto(field: HTMLInputElement): boolean;
  /** They compose a word with an input method; a moved focus would break it off. */
  composes(): boolean;
  /** When they last pressed something that can make a page go on. */
  pressedAt(): number;
  /** They asked for a code themselves: what they typed before is no longer in its way. */
  asked(): void;
}

/** Watches the person; `paused` is called when they finished a field or a word. */
export function watchPerson(now: () => number, paused: () => void): Person {
  let theirs = new WeakSet<Element>();
  let typing: Element | null = null;
  let composing = false;
  let pressedAt = Number.NEGATIVE_INFINITY;
  on('compositionstart input', (target, { type }) => {
    theirs.add(target);
    typing = target;
    composing ||= type !== 'input';
  });
  on('compositionend change focusout', (target, { type }) => {
    composing = false;
    // What is left behind in a closed shadow tree is told by its host only.
    const { host = typing } = (typing?.getRootNode() ?? {}) as Partial<ShadowRoot>;
    if (type !== 'compositionend' && (typing === target || host === target)) typing = null;
    paused();
  });
  on('click keydown', (target, event) => {
    // A click among text only says where to type.
    const { selectionStart = null } = target as HTMLInputElement;
    if ('key' in event ? event.key === 'Enter' : selectionStart === null) pressedAt = now();
  });
  return {
    owns: (field) => theirs.has(field),
    typesInto: (field) => typing === field,
    composes: () => composing,
    pressedAt: () => pressedAt,
    asked() {
      theirs = new WeakSet();
    },
  };
}
