import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Combobox } from './combobox.tsx';

type Owner = { id: string; name: string };
const owners: Owner[] = [
  { id: 'a', name: 'Aline' },
  { id: 'b', name: 'Alima' },
  { id: 'c', name: 'Boris' },
];

function OwnerBox({ onSelect }: { onSelect: (owner: Owner | null) => void }) {
  const [typed, setTyped] = useState('');
  const [selected, setSelected] = useState<Owner | null>(null);
  return (
    <Combobox
      label="Owner"
      options={owners.filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()))}
      optionId={({ id }) => id}
      optionText={({ name }) => name}
      selected={selected}
      onSelect={(owner) => {
        setSelected(owner);
        onSelect(owner);
      }}
      onSearch={setTyped}
      labels={{
        clear: 'Clear',
        open: 'Show all',
        none: 'No owner matches.',
        searching: 'Searching',
        count: (count) => `${count} results`,
      }}
    />
  );
}

const box = () => screen.getByRole('combobox', { name: 'Owner' });

describe('combobox', () => {
  it('says whether its list is open', async () => {
    render(<OwnerBox onSelect={() => undefined} />);
    expect(box()).toHaveAttribute('aria-expanded', 'false');
    await userEvent.type(box(), 'al');
    expect(box()).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Escape}');
    expect(box()).toHaveAttribute('aria-expanded', 'false');
  });

  it('announces how many were found, also none', async () => {
    render(<OwnerBox onSelect={() => undefined} />);
    await userEvent.type(box(), 'al');
    expect(screen.getByText('2 results')).toHaveAttribute('role', 'status');
    await userEvent.type(box(), 'x');
    expect(screen.getAllByText('No owner matches.').some((node) => node.getAttribute('role') === 'status')).toBe(true);
    expect(box()).toHaveAttribute('aria-expanded', 'false');
  });

  it('names only options that are there as the active one', async () => {
    render(<OwnerBox onSelect={() => undefined} />);
    await userEvent.type(box(), 'al');
    const active = box().getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)).toHaveTextContent('Aline');
    await userEvent.type(box(), 'zz');
    const none = box().getAttribute('aria-activedescendant');
    expect(none === '' || none === null || document.getElementById(none) !== null).toBe(true);
  });

  it('chooses by arrows and Enter, by pressing, and takes the choice away again', async () => {
    const onSelect = jest.fn();
    render(<OwnerBox onSelect={onSelect} />);
    await userEvent.type(box(), 'al');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onSelect).toHaveBeenLastCalledWith(owners[1]);
    expect(box()).toHaveValue('Alima');
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(onSelect).toHaveBeenLastCalledWith(null);
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    await userEvent.click(screen.getByRole('option', { name: 'Boris' }));
    expect(onSelect).toHaveBeenLastCalledWith(owners[2]);
  });

  it('keeps the choice when the field is left with half a word in it', async () => {
    const onSelect = jest.fn();
    render(<OwnerBox onSelect={onSelect} />);
    await userEvent.type(box(), 'bo');
    await userEvent.keyboard('{Enter}');
    await userEvent.type(box(), 'zz');
    await userEvent.tab();
    expect(box()).toHaveValue('Boris');
    expect(onSelect).toHaveBeenCalledTimes(1);
  });

  it('shows the name of what was chosen before, once it is known', () => {
    const chosen = (name: string) => (
      <Combobox
        label="Owner"
        options={[]}
        optionId={({ id }) => id}
        optionText={(owner) => owner.name}
        selected={{ id: 'a', name }}
        onSelect={() => undefined}
        onSearch={() => undefined}
        labels={{ clear: '', open: '', none: '', searching: '', count: String }}
      />
    );
    const { rerender } = render(chosen('a'));
    expect(box()).toHaveValue('a');
    rerender(chosen('Aline'));
    expect(box()).toHaveValue('Aline');
  });
});
