import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { StatusBadge } from './badge.tsx';
import { campaignStatusLooks, campaignTypeLooks, lookOf, sessionStateLooks } from './status-tables.ts';

describe('status colours', () => {
  it.each([
    ['draft', 'neutral'],
    ['scheduled', 'blue'],
    ['active', 'green'],
    ['paused', 'yellow'],
    ['completed', 'purple'],
    ['cancelled', 'red'],
  ])('draws a %s campaign %s', (status, tone) => {
    render(<StatusBadge look={lookOf(campaignStatusLooks, status)} label={status} />);
    expect(screen.getByText(status).parentElement).toHaveAttribute('data-tone', tone);
  });

  it('draws default campaigns blue and filtered ones purple', () => {
    expect(campaignTypeLooks.default.tone).toBe('blue');
    expect(campaignTypeLooks.filtered.tone).toBe('purple');
  });

  it.each([
    ['connected', 'green'],
    ['retry_wait', 'amber'],
    ['expired', 'red'],
    ['restricted', 'orange'],
    ['connecting', 'blue'],
    ['none', 'neutral'],
  ])('draws a session that is %s %s', (state, tone) => {
    expect(lookOf(sessionStateLooks, state).tone).toBe(tone);
  });

  it('says a status in words and with an icon, never by colour alone', () => {
    const { container } = render(<StatusBadge look={campaignStatusLooks.paused} label="Paused" detail="By a person" />);
    expect(screen.getByText('Paused')).toBeVisible();
    expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
    expect(screen.getByTitle('By a person')).toBeVisible();
  });

  it('draws a status it does not know neutral instead of failing', () => {
    expect(lookOf(campaignStatusLooks, 'archived').tone).toBe('neutral');
  });
});
