/** Share of a difference by which the run-out must move it to be worth a word. */
const worthAWord = 0.05;

/** Whether a difference in the window and the same with the run-out are not the same news: other size or other side. */
export function runOutMatters(inWindow: number, whole: number): boolean {
  const larger = Math.max(Math.abs(inWindow), Math.abs(whole));
  return Math.abs(whole - inWindow) > worthAWord * larger;
}
