export interface StrengthWords {
  strength: string;
  weak: string;
  fair: string;
  strong: string;
  weakMeans: string;
  fairMeans: string;
  strongMeans: string;
}

/** How strong a typed secret is, and what that means; `null` for what cannot be used yet: nothing is said of it. */
export function StrengthMeter(props: { found: 'weak' | 'fair' | 'strong' | null; words: StrengthWords }) {
  const { found, words } = props;
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
