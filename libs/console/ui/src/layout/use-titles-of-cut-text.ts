import { useEffect } from 'react';

const mayBeCut = '.truncate, [class*="line-clamp"]';

/** While mounted, a text that is cut at its end tells the whole of it as its title, once the pointer comes over it. */
export function useTitlesOfCutText(): void {
  useEffect(() => {
    const over = ({ target }: Event) => {
      const element = target instanceof Element ? target.closest<HTMLElement>(mayBeCut) : null;
      if (element) titleWhileCut(element);
    };
    document.addEventListener('mouseover', over);
    return () => document.removeEventListener('mouseover', over);
  }, []);
}

/** A title that the page has given itself stays; one from here goes again when there is room for the text. */
function titleWhileCut(element: HTMLElement): void {
  const isCut = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
  const isOurs = element.dataset['cutTitle'] !== undefined;
  if (isCut && (isOurs || element.closest('[title]') === null)) {
    element.title = element.textContent;
    element.dataset['cutTitle'] = '';
  } else if (!isCut && isOurs) {
    element.removeAttribute('title');
    delete element.dataset['cutTitle'];
  }
}
