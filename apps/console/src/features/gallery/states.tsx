'use client';

import {
  Button,
  campaignStatusLooks,
  CheckboxField,
  CheckboxGroupField,
  Combobox,
  DataTable,
  Dialog,
  Facts,
  FilterChip,
  Form,
  Kbd,
  LinesField,
  LivePill,
  Menu,
  MenuItem,
  MenuSeparator,
  Notice,
  Pager,
  RemovableChip,
  SelectField,
  StatusBadge,
  Tag,
  TextareaField,
  TextField,
  useForm,
  useTableSelection,
  Wizard,
} from '@relance/console-ui';
import { Ellipsis, Pause, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { columns, people, type Person } from './samples.tsx';

// Parts that need a state of their own to be shown.

export function Buttons() {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button intent="primary">Primary</Button>
        <Button>Plain</Button>
        <Button intent="quiet">Quiet</Button>
        <Button intent="danger">Danger</Button>
        <Button busy>Busy</Button>
        <Button disabled>Disabled</Button>
        <Button onClick={() => setOpen(true)}>Open a dialog</Button>
        <Menu
          trigger={
            <Button intent="quiet" size="icon" aria-label="Menu">
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem icon={Pause}>Pause</MenuItem>
          <MenuSeparator />
          <MenuItem icon={Trash2}>Delete</MenuItem>
        </Menu>
        <Kbd>?</Kbd>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {Object.entries(campaignStatusLooks).map(([status, look]) => (
          <StatusBadge key={status} look={look} label={status} />
        ))}
        <Tag tone="green">Tag</Tag>
        <FilterChip pressed onPress={() => undefined} count="12">
          Active
        </FilterChip>
        <RemovableChip removeLabel="Remove" onRemove={() => undefined}>
          Owner Aline
        </RemovableChip>
        {(['live', 'polling', 'stale', 'offline'] as const).map((status) => (
          <LivePill key={status} status={status} label={status} title={status} />
        ))}
      </div>
      <Notice tone="yellow">A sentence that needs to be seen.</Notice>
      <Facts items={[{ label: 'Created', value: '29 Nov 2026, 02:54 UTC' }]} />
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Pause the campaign?"
        description="12 people receive nothing."
        closeLabel="Close"
      />
    </div>
  );
}

export function TableStates() {
  const [sort, setSort] = useState('-createdAt');
  const selection = useTableSelection(people.map(({ id }) => id));
  return (
    <>
      <DataTable
        rows={people}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        sort={sort}
        onSort={setSort}
        selection={selection}
        labels={{
          table: 'People',
          selectPage: 'Select this page',
          selectRow: (name) => `Select ${name}`,
          select: 'Select',
          cancelSelect: 'Cancel',
        }}
      />
      <Pager
        page={2}
        totalPages={9}
        summary="21–40 of 168"
        labels={{ navigation: 'Pages', previous: 'Previous', next: 'Next' }}
        onPage={() => undefined}
      />
    </>
  );
}

export function FormStates() {
  const form = useForm({
    defaultValues: { name: '', note: '', country: 'CM', days: ['1'], words: ['stop'], on: true },
  });
  return (
    <Form
      form={form}
      onSubmit={() => form.setError('root', { message: 'Some fields are not valid. Check the marked ones.' })}
      className="flex max-w-[640px] flex-col gap-4"
    >
      <TextField name="name" label="Name" hint="As people know it." required="This field is required." />
      <TextareaField name="note" label="Note" />
      <SelectField name="country" label="Country" options={[{ value: 'CM', label: 'Cameroon' }]} />
      <CheckboxGroupField
        name="days"
        label="Days"
        options={[
          { value: '1', label: 'Monday' },
          { value: '2', label: 'Tuesday' },
        ]}
      />
      <LinesField name="words" label="Words" hint="One a line." rows={3} />
      <CheckboxField name="on" label="Switched on" />
      <div>
        <Button type="submit" intent="primary">
          Save
        </Button>
      </div>
    </Form>
  );
}

export function ComboboxStates() {
  const [typed, setTyped] = useState('');
  const [selected, setSelected] = useState<Person | null>(null);
  return (
    <Combobox
      className="max-w-xs"
      label="Person"
      options={people.filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()))}
      optionId={({ id }) => id}
      optionText={({ name }) => name}
      selected={selected}
      onSelect={setSelected}
      onSearch={setTyped}
      labels={{
        clear: 'Clear',
        open: 'Show all',
        none: 'Nobody matches.',
        searching: 'Searching',
        count: (count) => `${count} results`,
      }}
    />
  );
}

export function WizardStates() {
  return (
    <Wizard
      label="New campaign"
      stepWords="Step 2 of 4: What"
      Link={Link}
      steps={[
        { id: 'who', label: 'Who', href: '#who', state: 'done' },
        { id: 'what', label: 'What', href: '#what', state: 'current' },
        { id: 'when', label: 'When', href: '#when', state: 'problem' },
        { id: 'check', label: 'Check', href: '#check', state: 'todo', disabled: true },
      ]}
      back={<Button>Back</Button>}
      forward={<Button intent="primary">Continue</Button>}
    >
      <p className="text-work text-muted">The step’s own content.</p>
    </Wizard>
  );
}
