import { type Names } from '../shared/names';

/** Words that a list's page has beside its name. */
export const pageWords = {
  en: {
    name: 'Name',
    createdAt: 'Since',
    what: 'the list',
    search: 'Name',
    none: 'Nothing here yet',
    noneReason: 'What is made appears here.',
    noMatch: 'Nothing has this name',
    noMatchReason: 'Write the whole name, or empty the field.',
  },
  fr: {
    name: 'Nom',
    createdAt: 'Depuis',
    what: 'la liste',
    search: 'Nom',
    none: 'Rien pour l’instant',
    noneReason: 'Ce qui est créé apparaît ici.',
    noMatch: 'Rien ne porte ce nom',
    noMatchReason: 'Écrivez le nom entier, ou videz le champ.',
  },
};

export const queriesText = ({
  kebab,
  pascal,
  camel,
  title,
}: Names): string => `// ${title}: the list of the API, page by page.
import { type components } from '@relance/api-client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { pageSize } from './campaign.queries.ts';
import { type Page } from './contract.ts';

export type ${pascal}Row = components['schemas']['${pascal}RowView'];

export const ${camel}Queries = {
  page: (filters: { name: string | null; page: number }) =>
    queryOptions({
      queryKey: ['${kebab}', filters] as const,
      queryFn: ({ signal }): Promise<Page<'${camel}', ${pascal}Row>> =>
        call('get', '/admin/${kebab}', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
};
`;

export const viewText = ({ pascal, camel, title }: Names): string => `'use client';

import { ${camel}Queries, type ${pascal}Row } from '@relance/console-data-access';
import { type DataColumn, EmptyState, PageHeader } from '@relance/console-ui';
import { useQuery } from '@tanstack/react-query';
import { List } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { DataList } from '../shared/data-list.tsx';
import { SearchField } from '../shared/search-field.tsx';

/** ${title}, newest first, by name. */
export function ${pascal}View() {
  const { t } = useI18n();
  const [{ name, page }, set] = useQueryStates({ name: parseAsString, page: parseAsInteger.withDefault(1) });
  const query = useQuery(${camel}Queries.page({ name, page }));
  const search = useCallback((text: string | null) => void set({ name: text, page: null }), [set]);
  const columns = useMemo<DataColumn<${pascal}Row>[]>(
    () => [
      { id: 'name', header: t('${camel}.name'), cell: (row) => <bdi>{row.name}</bdi> },
      {
        id: 'createdAt',
        header: t('${camel}.createdAt'),
        width: 'w-[200px]',
        cell: (row) => <Time at={row.createdAt} exact wrap />,
      },
    ],
    [t],
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={t('${camel}.title')} summary={t('${camel}.summary')} />
      <div className="flex">
        <SearchField value={name} onSearch={search} label={t('${camel}.search')} busy={query.isPlaceholderData} />
      </div>
      <DataList
        query={query}
        rowsOf={(answer) => answer.${camel}}
        what={t('${camel}.what')}
        name={t('${camel}.title')}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        empty={
          <EmptyState
            icon={List}
            title={t(name ? '${camel}.noMatch' : '${camel}.none')}
            reason={t(name ? '${camel}.noMatchReason' : '${camel}.noneReason')}
          />
        }
        onPage={(to) => void set({ page: to })}
      />
    </div>
  );
}
`;

export const pageSpecText = (
  { kebab, pascal, camel }: Names,
  title: string,
): string => `import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { ${pascal}View } from './${kebab}-view.tsx';

describe(${JSON.stringify(title)}, () => {
  it('shows a row for each, and asks for the name in its address', async () => {
    const row = { id: '1', name: 'March', createdAt: '2026-03-01T10:00:00.000Z' };
    const { calls } = serve({ 'GET /admin/${kebab}': () => onePage('${camel}', [row]) });
    renderPage(<${pascal}View />, { at: '?name=March' });
    expect(await within(await screen.findByRole('table')).findByText('March')).toBeVisible();
    expect(calls[0]?.query.get('name')).toBe('March');
  });

  it('says so when there is none', async () => {
    serve({ 'GET /admin/${kebab}': () => onePage('${camel}', []) });
    renderPage(<${pascal}View />);
    expect(await screen.findByText('Nothing here yet')).toBeVisible();
  });
});
`;
