/** Says that the screens or their words could not be loaded: without words, so in both languages. */
export function sayNotLoaded(root: HTMLElement): void {
  root.textContent =
    'Fudaを読み込めませんでした。もう一度開いてください。\nFuda could not be loaded. Please open it again.';
}
