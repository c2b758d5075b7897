'use client';

import {
  Button,
  ChartPanel,
  CountdownRing,
  DataTableSkeleton,
  DayDots,
  EmptyState,
  ErrorState,
  FileDrop,
  ForbiddenState,
  Notice,
  NoticeBar,
  ProgressBar,
  ProgressLegend,
  Segmented,
  Strikes,
  Tile,
  Tiles,
  WorkProgress,
} from '@relance/console-ui';
import { Users } from 'lucide-react';
import { useTheme } from 'next-themes';
import { type ReactNode, useSyncExternalStore } from 'react';
import { FieldStates, LayoutStates, StatusLooks } from './layout-states.tsx';
import { parts, points } from './samples.tsx';
import { Buttons, ComboboxStates, FormStates, TableStates, WizardStates } from './states.tsx';

// The words here are for developers and are not translated: the page exists in development only.

export function Gallery() {
  const { theme, setTheme } = useTheme();
  // the server does not know the theme
  const shown = useSyncExternalStore<'dark' | 'light'>(
    () => () => undefined,
    () => (theme === 'dark' ? 'dark' : 'light'),
    () => 'light',
  );
  return (
    <main className="mx-auto flex max-w-5xl flex-col gap-8 p-4 md:p-8">
      <header className="flex items-center justify-between gap-4">
        <h1 className="text-title font-semibold">Gallery</h1>
        <Segmented
          label="Theme"
          value={shown}
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
      <Part name="States by colour, icon and word">
        <StatusLooks />
      </Part>
      <Part name="Page and drawer">
        <LayoutStates />
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
      <Part name="Notices">
        <Notice tone="yellow">Sending is paused in the settings.</Notice>
        <Notice tone="red">The file is empty.</Notice>
        <NoticeBar
          tone="blue"
          icon={Users}
          label="A notice with actions"
          actions={
            <>
              <Button size="small" intent="quiet">
                Later
              </Button>
              <Button size="small" intent="primary">
                Next: a title that is longer than a phone is wide
              </Button>
            </>
          }
        >
          Words that take more than one line on a phone, so that the buttons stand below them.
        </NoticeBar>
      </Part>
      <Part name="Form">
        <FormStates />
      </Part>
      <Part name="Fields">
        <FieldStates />
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
