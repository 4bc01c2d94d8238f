import { useWords } from '../context.ts';

/** How far a guided task is; `step` counts from 1. */
export function Steps({ step, total }: { step: number; total: number }) {
  const words = useWords();
  return (
    <div class="steps" role="img" aria-label={words.stepOf(step, total)}>
      {Array.from({ length: total }, (_, index) => (
        <i key={index} class={index < step ? 'on' : undefined} />
      ))}
    </div>
  );
}
