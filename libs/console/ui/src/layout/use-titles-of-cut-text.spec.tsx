import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { useTitlesOfCutText } from './use-titles-of-cut-text.ts';

function Page() {
  useTitlesOfCutText();
  return (
    <>
      <span className="block truncate">
        <bdi>A long name</bdi>
      </span>
      <span title="Said by the page">
        <span className="truncate">Another name</span>
      </span>
    </>
  );
}

/** jsdom draws nothing: how wide a text is and how wide its place. */
const sizes = (element: HTMLElement, scrollWidth: number, clientWidth: number) =>
  Object.entries({ scrollWidth, clientWidth }).forEach(([name, value]) =>
    Object.defineProperty(element, name, { configurable: true, value }),
  );

describe('the title of a text that is cut', () => {
  it('is the whole text while there is no room for it', () => {
    render(<Page />);
    const text = screen.getByText('A long name');
    const cut = text.parentElement as HTMLElement;
    sizes(cut, 300, 100);
    fireEvent.mouseOver(text);
    expect(cut).toHaveAttribute('title', 'A long name');
    sizes(cut, 100, 100);
    fireEvent.mouseOver(text);
    expect(cut).not.toHaveAttribute('title');
  });

  it('is left alone where the page says one itself', () => {
    render(<Page />);
    const cut = screen.getByText('Another name');
    sizes(cut, 300, 100);
    fireEvent.mouseOver(cut);
    expect(cut).not.toHaveAttribute('title');
  });
});
