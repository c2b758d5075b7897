import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DayDots } from './day-dots.tsx';
import { Dialog } from '../overlays/dialog.tsx';
import { Pager } from '../tables/pager.tsx';
import { ProgressBar, type ProgressPart } from './progress-bar.tsx';
import { Strikes } from './strikes.tsx';

const parts: ProgressPart[] = [
  { id: 'done', label: 'Done', value: 3, tone: 'purple' },
  { id: 'none', label: 'None', value: 0, tone: 'red' },
  { id: 'unknown', label: 'Uncertain', value: 1, tone: 'amber', hatched: true },
];

describe('progress bar', () => {
  it('gives each part its share and leaves empty parts out', () => {
    render(<ProgressBar parts={parts} summary="75 % done" />);
    const bar = screen.getByRole('img', { name: '75 % done' });
    const shares = [...bar.children].map((part) => (part as HTMLElement).style.flexGrow);
    expect(shares).toEqual(['3', '1']);
    expect(within(bar).getByTitle('Uncertain: 1')).toBeInTheDocument();
  });

  it('shows who still waits in a pale colour, so that a bar at 0 % is not full', () => {
    render(
      <ProgressBar parts={[{ id: 'w', label: 'Waiting', value: 9, tone: 'blue', pale: true }]} summary="0 % done" />,
    );
    const [waiting] = screen.getByRole('img', { name: '0 % done' }).children;
    expect(waiting?.className).not.toContain('-solid');
  });

  it('is empty, and says so, when there is nobody', () => {
    render(<ProgressBar parts={[]} summary="Nobody" />);
    expect(screen.getByRole('img', { name: 'Nobody' })).toBeEmptyDOMElement();
  });
});

describe('strikes', () => {
  const filled = () => [...screen.getByRole('img').querySelectorAll('[class*="-solid"]')].map((node) => node.className);

  it('fills one amber segment for each failure below the limit', () => {
    render(<Strikes count={1} limit={3} label="1 of 3 failures" words="Reconnects by itself" />);
    expect(filled()).toHaveLength(1);
    expect(filled()[0]).toContain('amber');
    expect(screen.getByText('1/3')).toBeVisible();
    expect(screen.getByText('Reconnects by itself')).toBeVisible();
  });

  it('fills all segments red at the limit', () => {
    render(<Strikes count={3} limit={3} label="3 of 3 failures" />);
    expect(filled()).toHaveLength(3);
    expect(filled().every((name) => name.includes('red'))).toBe(true);
  });

  it('draws as many segments as the server says the limit is', () => {
    render(<Strikes count={0} limit={5} label="No failure" />);
    expect(screen.getByText('0/5')).toBeVisible();
    expect(filled()).toHaveLength(0);
  });
});

describe('day dots', () => {
  it('tells each day in words', () => {
    render(
      <DayDots
        label="Seven days"
        days={[
          { day: 1, state: 'read', label: 'Day 1: read' },
          { day: 2, state: 'pending', label: 'Day 2: next', next: true },
        ]}
      />,
    );
    const days = within(screen.getByRole('list', { name: 'Seven days' })).getAllByRole('listitem');
    expect(days.map((day) => day.getAttribute('aria-label'))).toEqual(['Day 1: read', 'Day 2: next']);
    expect(days[1]?.querySelector('.ring-2')).not.toBeNull();
    expect(days[0]?.querySelector('.ring-2')).toBeNull();
  });
});

describe('pager', () => {
  const labels = { navigation: 'Pages', previous: 'Previous', next: 'Next' };

  it('goes one page on and cannot go before the first', async () => {
    const onPage = jest.fn();
    render(<Pager page={1} totalPages={3} summary="1–20 of 47" labels={labels} onPage={onPage} />);
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(onPage).toHaveBeenCalledWith(2);
  });

  it('shows only the total when there is one page', () => {
    render(<Pager page={1} totalPages={1} summary="1–9 of 9" labels={labels} onPage={() => undefined} />);
    expect(screen.getByText('1–9 of 9')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('dialog', () => {
  it('takes the focus, closes on Escape and gives the focus back', async () => {
    const onClose = jest.fn();
    const dialog = (open: boolean) => (
      <>
        <button>Before</button>
        <Dialog open={open} onClose={onClose} title="Pause?" closeLabel="Close" />
      </>
    );
    const { rerender } = render(dialog(false));
    screen.getByRole('button', { name: 'Before' }).focus();
    rerender(dialog(true));
    expect(screen.getByRole('dialog', { name: 'Pause?' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
    rerender(dialog(false));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Before' })).toHaveFocus());
  });
});
