import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../testing/render.tsx';
import { whenShown } from './when-shown.tsx';

const Part = ({ name }: { name: string }) => <p>Part of {name}</p>;

describe('a part that is loaded when it is shown', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const passing = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

  it('says in its place that it could not be loaded, keeps the rest of the page, and is loaded by Retry', async () => {
    let isReachable = false;
    const load = jest.fn(async () => {
      if (!isReachable) throw new Error('no network');
      return Part;
    });
    const Later = whenShown(load, <p>Loading</p>);
    renderPage(
      <>
        <input aria-label="Typed" defaultValue="kept" />
        <Later name="Awa" />
      </>,
    );
    expect(screen.getByText('Loading')).toBeVisible();
    await passing(10_000);
    expect(screen.getByRole('alert')).toHaveTextContent('This part of the page could not be loaded.');
    expect(screen.getByRole('textbox', { name: 'Typed' })).toHaveValue('kept');
    isReachable = true;
    await userEvent
      .setup({ advanceTimers: jest.advanceTimersByTime })
      .click(screen.getByRole('button', { name: 'Retry' }));
    await passing(10_000);
    expect(screen.getByText('Part of Awa')).toBeVisible();
  });

  it('is there when its script comes at the second try', async () => {
    const load = jest.fn(async () => Part);
    load.mockRejectedValueOnce(new Error('a short gap'));
    const Later = whenShown(load);
    renderPage(<Later name="Binta" />);
    await passing(10_000);
    expect(screen.getByText('Part of Binta')).toBeVisible();
  });
});
