import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CheckboxGroupField, Form, LinesField, SelectField, showRefusal, TextField, useForm } from './form.tsx';

type Values = { name: string; age: number | null; country: string; days: string[]; words: string[] };
const words = {
  field: ({ problem }: { problem: string }) => `${problem}.`,
  whole: () => 'Refused as a whole.',
};

function Person({ save }: { save: (values: Values) => Promise<void> }) {
  const form = useForm<Values>({ defaultValues: { name: '', age: null, country: 'CM', days: ['1'], words: ['stop'] } });
  return (
    <Form form={form} onSubmit={(values) => save(values).catch((error: unknown) => showRefusal(form, error, words))}>
      <TextField name="name" label="Name" required="This field is required." />
      <TextField name="age" label="Age" type="number" />
      <SelectField
        name="country"
        label="Country"
        options={[
          { value: 'CM', label: 'Cameroon' },
          { value: 'FR', label: 'France' },
        ]}
      />
      <CheckboxGroupField
        name="days"
        label="Days"
        options={[
          { value: '1', label: 'Monday' },
          { value: '2', label: 'Tuesday' },
        ]}
      />
      <LinesField name="words" label="Words" />
      <button type="submit">Save</button>
    </Form>
  );
}

const submit = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('form kit', () => {
  it('sends nothing while a required field is empty, and gives it the focus', async () => {
    const save = jest.fn<(values: Values) => Promise<void>>();
    render(<Person save={save} />);
    await submit();
    expect(screen.getByLabelText('Name')).toHaveFocus();
    expect(screen.getByLabelText('Name')).toHaveAccessibleDescription('This field is required.');
    expect(save).not.toHaveBeenCalled();
  });

  it('is sent once by a double click, and may be sent again after that', async () => {
    const save = jest.fn<(values: Values) => Promise<void>>().mockResolvedValue(undefined);
    render(<Person save={save} />);
    await userEvent.type(screen.getByLabelText('Name'), 'Awa');
    const button = screen.getByRole('button', { name: 'Save' });
    let finish = () => {};
    save.mockImplementationOnce(() => new Promise<void>((resolve) => (finish = resolve)));
    await userEvent.dblClick(button);
    expect(save).toHaveBeenCalledTimes(1);
    await act(async () => finish());
    await userEvent.click(button);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('hands over numbers, choices and lines as what they are', async () => {
    const save = jest.fn<(values: Values) => Promise<void>>().mockResolvedValue();
    render(<Person save={save} />);
    await userEvent.type(screen.getByLabelText('Name'), 'Awa');
    await userEvent.type(screen.getByLabelText('Age'), '31');
    await userEvent.selectOptions(screen.getByLabelText('Country'), 'FR');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Tuesday' }));
    await userEvent.type(screen.getByLabelText('Words'), '{Enter}arrêt{Enter}');
    await submit();
    expect(save).toHaveBeenCalledWith({
      name: 'Awa',
      age: 31,
      country: 'FR',
      days: ['1', '2'],
      words: ['stop', 'arrêt'],
    });
  });

  it('puts a problem of a part beside the field of that part, and one that has no field at the head', async () => {
    function Limits() {
      const form = useForm({ defaultValues: { limits: { perMinute: 60, perDay: 900 } } });
      const details = [
        { field: 'limits.perDay', problem: 'must be at most 500' },
        { field: 'limits.perYear', problem: 'is unknown' },
        { field: 'limits', problem: 'must be whole' },
      ];
      return (
        <Form form={form} onSubmit={() => showRefusal(form, { details }, words)}>
          <TextField name="limits.perMinute" label="A minute" type="number" />
          <TextField name="limits.perDay" label="A day" type="number" />
          <button type="submit">Save</button>
        </Form>
      );
    }
    render(<Limits />);
    await submit();
    expect(screen.getByLabelText('A day')).toHaveAccessibleDescription('must be at most 500.');
    expect(screen.getByLabelText('A minute')).toBeValid();
    expect(screen.getByText('limits.perYear: is unknown. · limits: must be whole.')).toBeVisible();
  });

  it('puts each problem of a refusal beside its field, and the others at the head', async () => {
    const details = [
      { field: 'age', problem: 'must be over 13' },
      { field: 'words[2]', problem: 'is too long' },
      { field: 'tagsMode', problem: 'is unknown' },
    ];
    render(<Person save={() => Promise.reject(Object.assign(new Error('400'), { details }))} />);
    await userEvent.type(screen.getByLabelText('Name'), 'Awa');
    await submit();
    expect(screen.getByLabelText('Age')).toHaveAccessibleDescription('must be over 13.');
    expect(screen.getByLabelText('Age')).toBeInvalid();
    expect(screen.getByLabelText('Words')).toHaveAccessibleDescription('is too long.');
    expect(screen.getByRole('alert')).toHaveTextContent('tagsMode: is unknown.');
  });

  it('says a refusal without fields at the head, and may be sent again', async () => {
    const save = jest
      .fn<(values: Values) => Promise<void>>()
      .mockRejectedValueOnce(Object.assign(new Error('409'), { details: { currentStatus: 'paused' } }))
      .mockResolvedValueOnce();
    render(<Person save={save} />);
    await userEvent.type(screen.getByLabelText('Name'), 'Awa');
    await submit();
    expect(screen.getByRole('alert')).toHaveTextContent('Refused as a whole.');
    await submit();
    expect(save).toHaveBeenCalledTimes(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
