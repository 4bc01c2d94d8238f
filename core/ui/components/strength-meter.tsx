import { type LockCodeStrength, lockCodeStrength } from '../../app/lock-code-strength.ts';

export interface StrengthWords {
  strength: string;
  weak: string;
  fair: string;
  strong: string;
  weakMeans: string;
  fairMeans: string;
  strongMeans: string;
}

/** How strong the typed lock code is, and what that means; nothing is said of what is no code yet. */
export function StrengthMeter({ code, words }: { code: string; words: StrengthWords }) {
  const found: LockCodeStrength | null = /^\d{1,32}$/u.test(code) ? lockCodeStrength(code) : null;
  return (
    <div class={found ? `strength strength-${found}` : 'strength'} role="status">
      {found && (
        <>
          <span class="strength-bar" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <p>
            {words.strength} <b data-part="strength">{words[found]}</b>
          </p>
          <p class="hint">{words[`${found}Means`]}</p>
        </>
      )}
    </div>
  );
}
