import { Points } from '../../core/ui/components/points.tsx';
import { Keys, PinSteps } from './handy.tsx';
import { usePageWords } from './words.ts';

/** Before anything is set up: why nothing was asked yet, what this can and cannot do, and how to have it at hand. */
export function WelcomeNotes() {
  const words = usePageWords();
  const notes = [
    ['lock', words.noSites, words.noSitesNote],
    ['check', words.does, words.doesNote],
    ['keypad', words.without, words.withoutNote],
  ] as const;
  return (
    <>
      <h2 class="small-heading">{words.welcomeNotes}</h2>
      <Points points={notes} />
      <div class="fold">
        <details class="more">
          <summary>{words.pin}</summary>
          <PinSteps />
        </details>
        <details class="more">
          <summary>{words.keys}</summary>
          <div class="form">
            <Keys />
          </div>
        </details>
      </div>
    </>
  );
}
