'use client';

import {
  Button,
  campaignTypeLooks,
  Checkbox,
  CopyText,
  dayStateLooks,
  Drawer,
  Facts,
  Field,
  Flash,
  Input,
  PageHeader,
  Popover,
  Section,
  Select,
  sessionStateLooks,
  Skeleton,
  StatusBadge,
  TabPanel,
  Tabs,
  targetStatusLooks,
  Textarea,
} from '@relance/console-ui';
import { useState } from 'react';

const looks = { campaignTypeLooks, sessionStateLooks, targetStatusLooks, dayStateLooks };

/** Every word that has a colour and an icon, but those of campaigns, which stand with the buttons. */
export function StatusLooks() {
  return (
    <div className="flex flex-col gap-3">
      {Object.entries(looks).map(([table, states]) => (
        <div key={table} className="flex flex-wrap items-center gap-2">
          {Object.entries(states).map(([state, look]) => (
            <StatusBadge key={state} look={look} label={state} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** What a page and a drawer are made of. */
export function LayoutStates() {
  const [tab, setTab] = useState('first');
  const [isOpen, setOpen] = useState(false);
  const [clicks, setClicks] = useState(0);
  const facts = (
    <Facts
      items={[
        { label: 'Phone', value: '+2376••••••12' },
        { label: 'Id', value: <CopyText text="6560c0ffee0000000000001a" label="Copy" copiedLabel="Copied" /> },
      ]}
    />
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title="A page" summary="168 rows" action={<Button intent="primary">Add</Button>} />
      <Tabs
        inset={false}
        label="Parts"
        value={tab}
        onChange={setTab}
        items={[
          { id: 'first', label: 'First', count: '12' },
          { id: 'second', label: 'Second' },
        ]}
      >
        <TabPanel id="first">
          <Section title="A section" aside="12 of 40">
            {facts}
          </Section>
          <Section title="Another one">
            <Skeleton className="h-10 w-full" />
          </Section>
        </TabPanel>
        <TabPanel id="second">
          <p className="text-table text-muted">The second part.</p>
        </TabPanel>
      </Tabs>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => setOpen(true)}>Open a drawer</Button>
        <Popover label="More" trigger={<Button>Open a popover</Button>}>
          <p className="text-table">A small panel.</p>
        </Popover>
        <Button onClick={() => setClicks(clicks + 1)}>
          Changed <Flash version={clicks}>{clicks}</Flash> times
        </Button>
      </div>
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        title="Details"
        labels={{ close: 'Close', previous: 'Previous', next: 'Next' }}
        onPrevious={null}
        onNext={() => undefined}
      >
        <div className="pt-3">
          <Section title="Facts">{facts}</Section>
        </div>
      </Drawer>
    </div>
  );
}

/** Controls without a form, one of them refused and one disabled. */
export function FieldStates() {
  const [isChecked, setChecked] = useState(true);
  return (
    <div className="grid max-w-[640px] gap-4 sm:grid-cols-2">
      <Field label="Phone" error="Not a phone number.">
        {(ids) => <Input {...ids} defaultValue="12" />}
      </Field>
      <Field label="Type" hint="Cannot be changed.">
        {(ids) => (
          <Select {...ids} disabled>
            <option>Filtered</option>
          </Select>
        )}
      </Field>
      <Field label="Text">{(ids) => <Textarea {...ids} defaultValue="Bonjour {{name}}" />}</Field>
      <label className="flex items-center gap-2.5 text-work">
        <Checkbox label="Selected" checked={isChecked} onChange={() => setChecked(!isChecked)} />
        <span aria-hidden>Selected</span>
      </label>
    </div>
  );
}
