import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { TextField, useForm } from '@relance/console-ui';
import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { FormDialog } from './form-dialog.tsx';
import { ShownOnce } from './shown-once.tsx';

function Example({ onClose, onSubmit = () => undefined }: { onClose: () => void; onSubmit?: () => unknown }) {
  const form = useForm({ defaultValues: { name: '' } });
  return (
    <FormDialog form={form} onSubmit={onSubmit} onClose={onClose} title="Somebody new" action="Save">
      <TextField name="name" label="Name" />
    </FormDialog>
  );
}

const shown = async () => {
  const onClose = jest.fn();
  const { user } = renderPage(<Example onClose={onClose} />);
  await screen.findByRole('dialog', { name: 'Somebody new' });
  return { onClose, user };
};

describe('a form in a dialog', () => {
  it('closes by Escape while nothing was typed', async () => {
    const { onClose, user } = await shown();
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('asks before Escape loses what was typed, and keeps it', async () => {
    const { onClose, user } = await shown();
    await user.type(screen.getByLabelText('Name'), 'Zoé');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }));
    expect(screen.getByLabelText('Name')).toHaveValue('Zoé');
    expect(onClose).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Discard the changes' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('stays while it is sent', async () => {
    const onClose = jest.fn();
    const { user } = renderPage(<Example onClose={onClose} onSubmit={() => new Promise(() => undefined)} />);
    await user.type(screen.getByLabelText('Name'), 'Zoé');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeDisabled();
    expect(screen.queryByText('Your changes are not saved.')).not.toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('closes by Cancel at once', async () => {
    const { onClose, user } = await shown();
    await user.type(screen.getByLabelText('Name'), 'Zoé');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

describe('what is shown once', () => {
  it('stays until it is said to be kept', async () => {
    const onClose = jest.fn();
    const { user } = renderPage(<ShownOnce title="Codes" what="Keep them." secret={['r1', 'r2']} onClose={onClose} />);
    await user.keyboard('{Escape}');
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['r1', 'r2']);
    expect(onClose).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('says that it was not copied where the browser does not copy', async () => {
    const { user } = renderPage(<ShownOnce title="Token" what="Copy it." secret="rlc_1" onClose={() => undefined} />);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByRole('button', { name: 'Copy the text by hand' })).toBeVisible();
  });
});
