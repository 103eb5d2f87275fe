/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** The other language opens at the section that is being read. */
export function keepPlace(page: Document): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('.languages a[href]')) {
    link.addEventListener('click', () => {
      const section = sectionInView(page);
      if (section !== null) link.hash = section;
    });
  }
}

/** The last section whose top has passed the upper third of the window; null above the first. */
function sectionInView(page: Document): string | null {
  const line = window.innerHeight / 3;
  const passed = [...page.querySelectorAll<HTMLElement>('main section[id]')].filter(
    (section) => section.getBoundingClientRect().top <= line,
  );
  return passed.at(-1)?.id ?? null;
}
