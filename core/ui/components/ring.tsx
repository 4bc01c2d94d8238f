import { useWords } from '../context.ts';

const RADIUS = 20;
const ROUND = 2 * Math.PI * RADIUS;

/** Time left as a ring and as a number; not announced each second. */
export function Ring({ left, period, late }: { left: number; period: number; late: boolean }) {
  const words = useWords();
  return (
    <span class={late ? 'ring late' : 'ring'} title={words.secondsLeft(left)}>
      <svg viewBox="0 0 46 46" aria-hidden="true" focusable="false">
        <circle class="ring-track" cx="23" cy="23" r={RADIUS} />
        <circle
          // A new circle at each new code, so that it does not sweep backwards to full.
          key={left === period ? 'full' : 'running'}
          class="ring-left"
          cx="23"
          cy="23"
          r={RADIUS}
          stroke-dasharray={ROUND.toFixed(2)}
          stroke-dashoffset={(ROUND * (1 - left / period)).toFixed(2)}
          transform="rotate(-90 23 23)"
        />
      </svg>
      <span class="ring-number" data-part="seconds" aria-hidden="true">
        {left}
      </span>
    </span>
  );
}
