'use client';

import {
  Button,
  campaignStatusLooks,
  ChartPanel,
  type ChartPoint,
  CheckboxField,
  CheckboxGroupField,
  Combobox,
  CountdownRing,
  type DataColumn,
  DataTable,
  DataTableSkeleton,
  DayDots,
  Dialog,
  EmptyState,
  ErrorState,
  Facts,
  FileDrop,
  FilterChip,
  ForbiddenState,
  Form,
  Kbd,
  LinesField,
  LivePill,
  Menu,
  MenuItem,
  Notice,
  Pager,
  ProgressBar,
  ProgressLegend,
  type ProgressPart,
  RemovableChip,
  Segmented,
  SelectField,
  StatusBadge,
  Strikes,
  Tag,
  TextareaField,
  TextField,
  Tile,
  Tiles,
  useForm,
  useTableSelection,
  Wizard,
  WorkProgress,
} from '@relance/console-ui';
import { Ellipsis, Pause, Users } from 'lucide-react';
import { useTheme } from 'next-themes';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';

// The words here are for developers and are not translated: the page exists in development only.

type Person = { id: string; name: string; sent: number; created: string };
const people: Person[] = [
  {
    id: '1',
    name: 'A name that is much longer than the column that has to hold it, by some words',
    sent: 123_456,
    created: 'today',
  },
  { id: '2', name: 'عرض الخريف 🌸', sent: 0, created: 'yesterday' },
  { id: '3', name: '🎉🎉🎉 Aïcha', sent: 42, created: '29 Nov 2026, 02:54 UTC' },
];
const columns: DataColumn<Person>[] = [
  {
    id: 'name',
    header: 'Name',
    sortKey: 'name',
    sortOrders: 'ascending',
    cell: (row) => (
      <bdi className="block truncate font-medium" title={row.name}>
        {row.name}
      </bdi>
    ),
  },
  { id: 'sent', header: 'Sent', width: 'w-[96px]', numeric: true, cell: (row) => row.sent.toLocaleString('en') },
  { id: 'created', header: 'Created', width: 'w-[124px]', sortKey: 'createdAt', cell: (row) => row.created },
];
const parts: ProgressPart[] = [
  { id: 'done', label: 'Finished', value: 12, tone: 'purple' },
  { id: 'converted', label: 'Converted', value: 5, tone: 'green' },
  { id: 'waiting', label: 'In sequence', value: 40, tone: 'blue', pale: true },
  { id: 'unknown', label: 'Uncertain', value: 3, tone: 'amber', hatched: true },
  { id: 'left', label: 'Left', value: 8, tone: 'neutral' },
];
const points = Array.from({ length: 24 }, (_, hour): ChartPoint => ({
  id: String(hour),
  label: `${hour}:00`,
  title: `29 Nov 2026, ${hour}:00 UTC`,
  values: { sent: Math.round(40 + 30 * Math.sin(hour / 3)), read: Math.round(20 + 15 * Math.sin(hour / 3)) },
}));

export function Gallery() {
  const { theme, setTheme } = useTheme();
  return (
    <main className="mx-auto flex max-w-5xl flex-col gap-8 p-4 md:p-8">
      <header className="flex items-center justify-between gap-4">
        <h1 className="text-title font-semibold">Gallery</h1>
        <Segmented
          label="Theme"
          value={theme === 'dark' ? 'dark' : 'light'}
          onChange={setTheme}
          options={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </header>
      <Part name="Buttons, chips, pills">
        <Buttons />
      </Part>
      <Part name="Tiles">
        <Tiles>
          <Tile label="Active" value="12" note="of 20 campaigns" pressed onPress={() => undefined} />
          <Tile label="Sent" value="123,456" note="98,000 delivered" />
        </Tiles>
      </Part>
      <Part name="Progress">
        <div className="flex flex-col gap-4">
          <ProgressBar parts={parts} summary="25 % done" thick />
          <ProgressLegend parts={parts} format={String} />
          <ProgressBar parts={[{ id: 'w', label: 'Waiting', value: 1, tone: 'blue', pale: true }]} summary="0 % done" />
          <WorkProgress
            label="Importing contacts"
            percent={42}
            words="4,200 of 10,000"
            note="You can leave this page."
          />
          <DayDots
            label="Seven days"
            days={(['read', 'delivered', 'sent', 'failed', 'unknown', 'skipped', 'pending'] as const).map(
              (state, index) => ({
                day: index + 1,
                state,
                label: state,
                next: state === 'pending',
              }),
            )}
          />
          <Strikes count={2} limit={3} label="2 of 3 failures" words="Reconnects by itself, no scan needed" />
          <CountdownRing seconds={42} fraction={0.7} label="42 seconds" />
        </div>
      </Part>
      <Part name="Table">
        <TableStates />
      </Part>
      <Part name="States of a list">
        <div className="flex flex-col gap-4">
          <DataTableSkeleton label="Loading" rows={3} />
          <EmptyState
            icon={Users}
            title="No contact yet"
            reason="Bring in a file, or add one."
            action={<Button>Import</Button>}
          />
          <ErrorState
            title="The contacts could not be loaded"
            reason="The database cannot be reached. Nothing was lost."
            action={<Button>Retry</Button>}
          />
          <ForbiddenState title="You do not have access to this page" reason="Ask an administrator for access." />
        </div>
      </Part>
      <Part name="Form">
        <FormStates />
      </Part>
      <Part name="Combobox">
        <ComboboxStates />
      </Part>
      <Part name="Wizard">
        <WizardStates />
      </Part>
      <Part name="Charts">
        <div className="grid gap-4 grid-cols-1 lg:grid-cols-2">
          <ChartPanel
            kind="lines"
            title="Messages over time"
            label="Messages over time"
            series={[
              { key: 'sent', label: 'Sent', tone: 'blue' },
              { key: 'read', label: 'Read', tone: 'purple' },
            ]}
            points={points}
            format={String}
            labels={{ chart: 'Chart', table: 'Table', point: 'When' }}
            empty="Nothing was sent."
          />
          <ChartPanel
            kind="bars"
            title="Nothing to show"
            label="Empty"
            series={[{ key: 'sent', label: 'Sent', tone: 'blue' }]}
            points={[]}
            format={String}
            labels={{ chart: 'Chart', table: 'Table', point: 'Day' }}
            empty="Nothing was sent in this time."
          />
        </div>
      </Part>
      <Part name="File">
        <FileDrop
          label="Drop a file here"
          hint="CSV, Excel or vCard, up to 10 MB."
          button="Choose a file"
          accept=".csv"
          onFile={() => undefined}
          error="This file is empty."
        />
      </Part>
    </main>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section aria-label={name} className="flex flex-col gap-3">
      <h2 className="text-lead font-semibold">{name}</h2>
      {children}
    </section>
  );
}

function Buttons() {
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

function TableStates() {
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

function FormStates() {
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

function ComboboxStates() {
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

function WizardStates() {
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
