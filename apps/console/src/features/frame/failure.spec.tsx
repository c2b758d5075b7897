import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { ApiError } from '@relance/console-data-access';
import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { Failure, SmallFailure } from './failure.tsx';

const refusal = (status: number, code: string) =>
  new ApiError(status, code, 'An English sentence of the API.', null, 'req-7');
const network = new ApiError(0, 'UNREACHABLE', 'The server could not be reached.');
const hung = new ApiError(0, 'TIMEOUT', 'The server did not answer in time.');

const couldNot = 'The contacts could not be loaded';

describe('a question that was not answered', () => {
  it.each([
    ['no network', network, couldNot, 'The server could not be reached. Nothing was lost.'],
    ['an answer that does not come', hung, couldNot, 'The server did not answer in time. Nothing was lost.'],
    [
      '504 of the console',
      refusal(504, 'API_TIMEOUT'),
      couldNot,
      'The server did not answer in time. Nothing was lost.',
    ],
    ['503', refusal(503, 'DATABASE_UNAVAILABLE'), couldNot, 'The database cannot be reached. Nothing was lost.'],
    [
      '502 of something before the API',
      refusal(502, 'HTTP_502'),
      couldNot,
      /cannot do this at the moment.*Nothing was lost/,
    ],
    [
      '404',
      refusal(404, 'CONTACT_NOT_FOUND'),
      'This contact no longer exists.',
      'It was deleted, or the address is wrong.',
    ],
    [
      '400 of an address',
      refusal(400, 'VALIDATION_FAILED'),
      'This no longer exists.',
      'It was deleted, or the address is wrong.',
    ],
  ])('%s: says what and why, and asks again by Retry', async (_failure, error, title, reason) => {
    const refetch = jest.fn();
    const { user } = renderPage(<Failure what="The contacts" query={{ error, isFetching: false, refetch }} />);
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent(title);
    expect(screen.getByText(reason)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('403 is a state of its own: asking again would not help', () => {
    const query = { error: refusal(403, 'FORBIDDEN'), isFetching: false, refetch: () => undefined };
    renderPage(<Failure what="The contacts" query={query} />);
    expect(screen.getByText('Your account may not see this')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('gives support the id of the request', () => {
    const query = { error: refusal(503, 'INTERNAL'), isFetching: false, refetch: () => undefined };
    renderPage(<Failure what="The contacts" query={query} />);
    expect(screen.getByText('req-7')).toBeVisible();
  });

  it('says the same in one line where there is little room', async () => {
    const refetch = jest.fn();
    const { user } = renderPage(<SmallFailure what="The files" query={{ error: hung, isFetching: false, refetch }} />);
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The files could not be loaded. The server did not answer in time. Nothing was lost.',
    );
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });
});
