import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Dialog } from './dialog.tsx';
import { Drawer } from './drawer.tsx';
import { Menu, MenuItem } from './menu.tsx';
import { Combobox } from '../forms/combobox.tsx';
import { DataTable } from '../tables/data-table.tsx';
import { Wizard, type WizardLink } from '../forms/wizard.tsx';

describe('a menu by keys', () => {
  it('opens by the arrow down, moves by arrows and the first letter, chooses by Enter and gives the focus back', async () => {
    const chosen = jest.fn();
    render(
      <Menu trigger={<button>Actions</button>}>
        <MenuItem onSelect={() => chosen('pause')}>Pause</MenuItem>
        <MenuItem onSelect={() => chosen('clone')}>Duplicate</MenuItem>
        <MenuItem onSelect={() => chosen('export')}>Export</MenuItem>
      </Menu>,
    );
    const item = (name: string) => screen.findByRole('menuitem', { name });
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Actions' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await item('Pause');
    expect(screen.getByRole('menu')).toHaveAttribute('tabindex', '0'); // a long one scrolls
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.keyboard('e');
    await waitFor(async () => expect(await item('Export')).toHaveFocus());
    await userEvent.keyboard('{ArrowUp}');
    await waitFor(async () => expect(await item('Duplicate')).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    expect(chosen.mock.calls).toEqual([['clone']]);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Actions' })).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}');
    await item('Pause');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(screen.getByRole('button', { name: 'Actions' })).toHaveFocus();
  });
});

describe('a menu that is opened for the first time', () => {
  it.each(['{Enter}', ' ', '{ArrowDown}'])('by the key "%s": goes on with its first item', async (key) => {
    render(
      <Menu trigger={<button>Actions</button>}>
        <MenuItem>Pause</MenuItem>
        <MenuItem>Duplicate</MenuItem>
      </Menu>,
    );
    await userEvent.tab();
    await userEvent.keyboard(key);
    await waitFor(async () => expect(await screen.findByRole('menuitem', { name: 'Pause' })).toHaveFocus());
  });
});

describe('a panel over the page', () => {
  it.each(['dialog', 'drawer'])('%s: Tab goes round in it, in the order in which it is read', async (kind) => {
    const shared = { open: true, onClose: () => undefined, title: 'Pause?' };
    render(
      <>
        <button>Behind</button>
        {kind === 'dialog' ? (
          <Dialog {...shared} closeLabel="Close" footer={<button>Pause campaign</button>}>
            <input aria-label="Reason" />
          </Dialog>
        ) : (
          <Drawer {...shared} labels={{ close: 'Close', previous: '', next: '' }} actions={<button>Pause</button>}>
            <input aria-label="Reason" />
          </Drawer>
        )}
      </>,
    );
    const panel = await screen.findByRole('dialog', { name: 'Pause?' });
    expect(panel).toHaveFocus();
    const round: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await userEvent.tab();
      expect(panel).toContainElement(document.activeElement as HTMLElement);
      const { activeElement } = document;
      round.push(activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '');
    }
    const order = kind === 'dialog' ? ['Close', 'Reason', 'Pause campaign'] : ['Close', 'Pause', 'Pause?', 'Reason'];
    expect(round).toEqual(Array.from({ length: 5 }, (_, index) => order[index % order.length]));
  });
});

/** A list whose rows can be deleted, each from its own menu. */
function List() {
  const [names, setNames] = useState(['Awa', 'Binta', 'Chantal']);
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <main tabIndex={-1}>
      <DataTable
        rows={names.map((name) => ({ name }))}
        columns={[{ id: 'name', header: 'Name', cell: ({ name }) => <a href={`/${name}`}>{name}</a> }]}
        rowId={({ name }) => name}
        rowName={({ name }) => name}
        labels={{ table: 'People', selectPage: '', selectRow: () => '', select: '', cancelSelect: '' }}
        menu={({ name }) => (
          <Menu trigger={<button>Actions for {name}</button>}>
            <MenuItem onSelect={() => setAsked(name)}>Delete</MenuItem>
          </Menu>
        )}
      />
      <Dialog open={asked !== null} onClose={() => setAsked(null)} title="Delete?" closeLabel="Close">
        <button
          onClick={() => {
            setNames(names.filter((name) => name !== asked));
            setAsked(null);
          }}
        >
          Yes
        </button>
      </Dialog>
    </main>
  );
}

describe('a dialog that was opened from a row', () => {
  const table = () => within(screen.getByRole('table'));
  const ask = async (name: string) => {
    await userEvent.click(table().getByRole('button', { name: `Actions for ${name}` }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    return screen.findByRole('dialog', { name: 'Delete?' });
  };

  it('gives the focus back to the row’s own button when it is cancelled', async () => {
    render(<List />);
    await ask('Binta');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(table().getByRole('button', { name: 'Actions for Binta' })).toHaveFocus());
  });

  it.each([
    ['Binta', 'Chantal'],
    ['Chantal', 'Binta'],
  ])('gives it to the row in the place of the deleted one: %s, then %s', async (gone, next) => {
    render(<List />);
    await userEvent.click(within(await ask(gone)).getByRole('button', { name: 'Yes' }));
    await waitFor(() => expect(table().getByRole('link', { name: next })).toHaveFocus());
  });

  it('gives it to the main part when no row is left', async () => {
    render(<List />);
    for (const name of ['Awa', 'Binta', 'Chantal']) {
      await userEvent.click(within(await ask(name)).getByRole('button', { name: 'Yes' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    }
    await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
  });
});

describe('Escape in a dialog', () => {
  it('closes the open list of choices first, then the dialog', async () => {
    const onClose = jest.fn();
    const words = { clear: '', open: 'Open', none: 'None', searching: '', count: () => '' };
    render(
      <Dialog open onClose={onClose} title="Choose" closeLabel="Close">
        <Combobox
          label="Owner"
          options={['Awa', 'Binta']}
          optionId={(name) => name}
          optionText={(name) => name}
          selected={null}
          onSelect={() => undefined}
          onSearch={() => undefined}
          labels={words}
        />
      </Dialog>,
    );
    const box = screen.getByRole('combobox', { name: 'Owner' });
    await userEvent.type(box, 'A');
    expect(box).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Escape}');
    expect(box).toHaveAttribute('aria-expanded', 'false');
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

const Link: WizardLink = ({ href, ...rest }) => <a href={href} {...rest} />;

/** Each step is drawn anew, as with an address of its own. */
function Steps() {
  const [at, setAt] = useState(0);
  const names = ['who', 'what'];
  return (
    <Wizard
      key={at}
      label="Steps of the test"
      stepWords={`Step ${at + 1} of 2: ${names[at]}`}
      Link={Link}
      steps={names.map((id, index) => ({ id, label: id, href: `/${id}`, state: index === at ? 'current' : 'todo' }))}
      forward={<button onClick={() => setAt(1)}>Continue</button>}
    >
      <input aria-label={names[at]} />
    </Wizard>
  );
}

describe('a wizard', () => {
  it('leaves the focus alone at first, and takes it to the next step with its name', async () => {
    render(<Steps />);
    expect(document.body).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    const step = screen.getByRole('group', { name: 'Step 2 of 2: what' });
    expect(step).toHaveFocus();
    await userEvent.tab();
    expect(within(step).getByRole('textbox', { name: 'what' })).toHaveFocus();
  });
});
