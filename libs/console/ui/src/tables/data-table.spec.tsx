import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type DataColumn, type DataTableLabels } from './data-table-types.ts';
import { DataTable } from './data-table.tsx';
import { useTableSelection } from './use-table-selection.ts';

type Person = { id: string; name: string; sent: number };
const people: Person[] = ['Awa 🌻', 'Zoé', 'Ngozi', 'שרה'].map((name, index) => ({
  id: `p${index}`,
  name,
  sent: index,
}));
const columns: DataColumn<Person>[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name, sortKey: 'name', sortOrders: 'ascending' },
  { id: 'sent', header: 'Sent', cell: (row) => row.sent, numeric: true },
  { id: 'created', header: 'Created', cell: () => 'today', sortKey: 'createdAt' },
];
const labels: DataTableLabels = {
  table: 'People',
  selectPage: 'Select this page',
  selectRow: (name) => `Select ${name}`,
  select: 'Select',
  cancelSelect: 'Cancel',
};

function People({ sort, onSort }: { sort?: string; onSort?: (sort: string) => void }) {
  const selection = useTableSelection(people.map(({ id }) => id));
  return (
    <>
      <p data-testid="chosen">{[...selection.ids].join()}</p>
      <DataTable
        rows={people}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        labels={labels}
        sort={sort}
        onSort={onSort}
        selection={selection}
      />
    </>
  );
}

const table = () => screen.getByRole('table', { name: 'People' });
const cards = () => screen.getByRole('list', { name: 'People' });

describe('data table: sorting', () => {
  it('says by aria-sort which column orders the list, and asks for the other direction when pressed', async () => {
    const onSort = jest.fn();
    render(<People sort="-createdAt" onSort={onSort} />);
    expect(within(table()).getByRole('columnheader', { name: 'Created' })).toHaveAttribute('aria-sort', 'descending');
    expect(within(table()).getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'none');
    await userEvent.click(within(table()).getByRole('button', { name: 'Created' }));
    expect(onSort).toHaveBeenLastCalledWith('createdAt');
    await userEvent.click(within(table()).getByRole('button', { name: 'Name' }));
    expect(onSort).toHaveBeenLastCalledWith('name');
  });

  it('has no button where the API cannot sort', () => {
    render(<People onSort={() => undefined} />);
    expect(within(table()).getByRole('columnheader', { name: 'Sent' })).not.toHaveAttribute('aria-sort');
  });
});

describe('data table: selection', () => {
  it('selects rows, ranges by shift, and the whole page', async () => {
    const user = userEvent.setup();
    render(<People />);
    await user.click(within(table()).getByRole('checkbox', { name: 'Select Awa 🌻' }));
    await user.keyboard('{Shift>}');
    await user.click(within(table()).getByRole('checkbox', { name: 'Select Ngozi' }));
    await user.keyboard('{/Shift}');
    expect(screen.getByTestId('chosen')).toHaveTextContent('p0,p1,p2');
    await user.click(within(table()).getByRole('checkbox', { name: 'Select this page' }));
    expect(screen.getByTestId('chosen')).toHaveTextContent('p0,p1,p2,p3');
    await user.click(within(table()).getByRole('checkbox', { name: 'Select this page' }));
    expect(screen.getByTestId('chosen')).toBeEmptyDOMElement();
  });

  it('shows no checkbox on cards until Select is pressed, and none after Cancel', async () => {
    const user = userEvent.setup();
    render(<People />);
    expect(within(cards()).queryByRole('checkbox')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Select' }));
    await user.click(within(cards()).getByRole('checkbox', { name: 'Select Zoé' }));
    expect(screen.getByTestId('chosen')).toHaveTextContent('p1');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(within(cards()).queryByRole('checkbox')).toBeNull();
    expect(screen.getByTestId('chosen')).toBeEmptyDOMElement();
  });
});

describe('data table: cards', () => {
  it('lists every column of a row with its header, also those that the table leaves out', () => {
    render(<People />);
    const [first] = within(cards()).getAllByRole('listitem');
    expect(first).toHaveTextContent('Awa 🌻Sent0Createdtoday');
  });
});

describe('data table: focus', () => {
  it('stays on a row’s link when the columns are made anew', async () => {
    const linked = (): DataColumn<Person>[] => [
      { id: 'name', header: 'Name', cell: (row) => <a href="#x">{row.name}</a> },
    ];
    const drawn = () => (
      <DataTable rows={people} columns={linked()} rowId={(row) => row.id} rowName={(row) => row.name} labels={labels} />
    );
    const { rerender } = render(drawn());
    const link = within(table()).getByRole('link', { name: 'Zoé' });
    link.focus();
    rerender(drawn());
    expect(link).toHaveFocus();
  });
});
