import { type AuditEntry } from '@relance/console-data-access';
import { CopyText, Dialog, Facts } from '@relance/console-ui';
import { Time } from '../../format/time.tsx';
import { type I18n, useI18n } from '../../i18n/use-i18n.tsx';
import { changesBetween, valueInWords } from './difference.ts';
import { actorInWords } from './people.ts';
import { useActionWords } from './use-action-words.ts';

/** `limits.requestsPerMinute` by the words there are for its parts. */
const fieldInWords = (path: string, word: I18n['word']) =>
  path
    .split('.')
    .map((part) => word('auditField', part))
    .join(' › ');

/** Fields whose values are codes that have words, and where those are. */
const codeAreas: Readonly<Record<string, readonly string[]>> = {
  status: ['status', 'users.status', 'session', 'target'],
  role: ['roleShort'],
  audience: ['audience'],
  source: ['optOutSource'],
  frequency: ['reports.frequency'],
};

function codeInWords(path: string, value: unknown, word: I18n['word']): unknown {
  if (typeof value !== 'string') return value;
  const words = (codeAreas[path] ?? []).map((area) => word(area, value));
  return words.find((each) => each !== value) ?? value;
}

/** One entry of the audit: who, when, why, and what changed field by field. */
export function EntryDialog({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t, word, dateTimeSeconds } = useI18n();
  const values = {
    none: t('common.none'),
    yes: t('common.yes'),
    no: t('common.no'),
    instant: dateTimeSeconds,
  };
  const actionWords = useActionWords();
  const changes = changesBetween(entry.before, entry.after);
  return (
    <Dialog open wide onClose={onClose} title={actionWords(entry.action)} closeLabel={t('action.close')}>
      <div className="mt-3 flex flex-col gap-4">
        <Facts
          items={[
            { label: t('auditPage.at'), value: <Time at={entry.at} exact seconds /> },
            {
              label: t('auditPage.actor'),
              value: (
                <>
                  <bdi>{actorInWords(entry.actor, word)}</bdi> ({word('roleShort', entry.actor.role)})
                </>
              ),
            },
            ...(entry.onBehalfOf
              ? [
                  {
                    label: t('auditPage.onBehalfOf'),
                    value: <Named name={entry.onBehalfOfName} id={entry.onBehalfOf.id} />,
                  },
                ]
              : []),
            {
              label: word('entity', entry.entity.type),
              value: <Named name={entry.entity.name} id={entry.entity.id} />,
            },
            ...(entry.reason ? [{ label: t('ask.reason'), value: entry.reason }] : []),
            ...(entry.requestId
              ? [
                  {
                    label: t('error.requestId'),
                    value: (
                      <CopyText text={entry.requestId} label={t('audit.request')} copiedLabel={t('error.copied')} />
                    ),
                  },
                ]
              : []),
          ]}
        />
        {changes.length === 0 ? (
          <p className="text-table text-muted">{t('auditPage.noChange')}</p>
        ) : (
          <div className="overflow-x-auto rounded-card border border-border">
            <table className="w-full border-collapse text-table" aria-label={t('auditPage.changes')}>
              <thead>
                <tr>
                  {[t('auditPage.field'), t('auditPage.before'), t('auditPage.after')].map((name) => (
                    <th key={name} scope="col" className="h-9 px-3 text-left text-caption font-medium text-muted">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {changes.map(({ path, before, after }) => (
                  <tr key={path} className="border-t border-border align-top">
                    <th scope="row" className="px-3 py-2 text-left font-normal" title={path}>
                      {fieldInWords(path || entry.entity.type, word)}
                    </th>
                    <td className="bg-tone-red-bg px-3 py-2 text-tone-red-text [overflow-wrap:anywhere]">
                      {valueInWords(codeInWords(path, before, word), values)}
                    </td>
                    <td className="bg-tone-green-bg px-3 py-2 text-tone-green-text [overflow-wrap:anywhere]">
                      {valueInWords(codeInWords(path, after, word), values)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** A thing by its name, with the id that support needs. */
function Named({ name, id }: { name: string | null; id: string }) {
  return (
    <>
      <bdi>{name}</bdi> <span className="font-mono text-caption text-muted">{id}</span>
    </>
  );
}
