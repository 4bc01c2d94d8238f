import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useUi, useWords } from '../context.ts';
import { IconButton } from './button.tsx';
import { Mark } from './mark.tsx';

export interface ScreenProps {
  /** The heading; `\n` is a good place to break the line. */
  title: string;
  /** Hidden where the content names itself; still the first thing a screen reader is taken to. */
  titleHidden?: boolean;
  lead?: string | undefined;
  back?: boolean;
  start?: VNode;
  end?: VNode | null;
  above?: VNode;
  children?: ComponentChildren;
  /** Main actions: at the thumb on a phone, under the content on a PC. */
  actions?: ComponentChildren;
  /** What can wait: under the actions. */
  after?: ComponentChildren;
  /** Screens that say one thing stand in the middle. */
  centered?: boolean;
  /** On a phone held sideways the actions stand beside the content. */
  wide?: boolean;
  /** A list takes the room that a wide window has. */
  list?: boolean;
  /** Worth reading, but in nobody's way: under the actions, or beside everything in a wide window. */
  aside?: ComponentChildren;
}

let first = true;

/** One screen: bar, heading, content, actions. Focus moves to the heading when a new screen opens. */
export function Screen(props: ScreenProps) {
  const ui = useUi();
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the screen is painted: a focus that moves later is taken from somebody who has begun to type.
  useLayoutEffect(() => {
    // Not on the very first screen: the browser has just announced the page itself. Nor from a field that asks for it.
    const taken = heading.current?.closest('.screen')?.contains(document.activeElement);
    if (!first && !taken) heading.current?.focus();
    first = false;
    window.scrollTo(0, 0);
  }, []);
  const kinds = [
    props.centered && 'screen-centered',
    props.wide && 'screen-wide',
    props.list && 'screen-list',
    props.aside && 'screen-beside',
  ].filter(Boolean);
  return (
    <div class={['screen', ...kinds].join(' ')}>
      <header class="bar">
        {props.back ? (
          <IconButton icon="back" name={words.back} onPress={() => ui.router.back()} />
        ) : (
          (props.start ?? (
            <span class="brand">
              <Mark />
              <span lang="en">{words.appName}</span>
            </span>
          ))
        )}
        {props.end ?? null}
      </header>
      <main class="page">
        <div class="main">
          {props.above}
          <h1 ref={heading} tabIndex={-1} class={props.titleHidden ? 'hidden' : undefined}>
            {props.title.split('\n').map((line) => (
              <span key={line} class="phrase">
                {line}
              </span>
            ))}
          </h1>
          {props.lead && <p class="lead">{props.lead}</p>}
          {props.children}
        </div>
        {props.actions && <div class="actions">{props.actions}</div>}
        {props.after && <div class="after">{props.after}</div>}
        {props.aside && <div class="main beside">{props.aside}</div>}
      </main>
    </div>
  );
}
