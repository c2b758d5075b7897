import { expect } from '@jest/globals';
import { render, waitFor } from '@testing-library/react';
import { KeepTitle } from './keep-title.tsx';

const titles = () => [...document.head.querySelectorAll('title')].map(({ textContent }) => textContent);

function aTitle(text: string): HTMLTitleElement {
  const title = document.createElement('title');
  title.textContent = text;
  document.head.append(title);
  return title;
}

describe('the title of the tab', () => {
  it('stands until the next one is there, and goes then', async () => {
    const first = aTitle('Sessions');
    const { unmount } = render(<KeepTitle />);
    first.remove();
    await waitFor(() => expect(document.title).toBe('Sessions'));
    const second = aTitle('Owners');
    await waitFor(() => expect(titles()).toEqual(['Owners']));
    second.textContent = 'Contacts';
    await waitFor(() => expect(document.title).toBe('Contacts'));
    second.remove();
    await waitFor(() => expect(document.title).toBe('Contacts'));
    unmount();
    expect(titles()).toEqual([]);
  });
});
