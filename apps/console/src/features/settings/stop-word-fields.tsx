'use client';

import { type InstallationSettings } from '@relance/console-data-access';
import { LinesField } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** Words that opt out: what is changed of the built-in lists, or the list that an installation has in their place. */
export function StopWordFields({ settings }: { settings: InstallationSettings }) {
  const { t } = useI18n();
  const { stopWords, stopWordChanges } = settings;
  if (stopWordChanges.list === 'own') {
    return (
      <LinesField
        name="stopWords"
        label={t('installation.stopWords')}
        hint={t('installation.stopWordsHint')}
        rows={6}
      />
    );
  }
  const count = stopWords.length - stopWordChanges.added.length + stopWordChanges.removed.length;
  return (
    <>
      <LinesField
        name="stopWordChanges.added"
        label={t('installation.stopWordsAdded')}
        hint={t('installation.stopWordsAddedHint', { count })}
        rows={3}
      />
      <LinesField
        name="stopWordChanges.removed"
        label={t('installation.stopWordsRemoved')}
        hint={t('installation.stopWordsRemovedHint')}
        rows={3}
      />
      <details className="text-sm">
        <summary className="cursor-pointer">{t('installation.stopWordsShow', { count: stopWords.length })}</summary>
        <p className="mt-2 max-h-48 overflow-y-auto" dir="auto" tabIndex={0}>
          {stopWords.join(' · ')}
        </p>
      </details>
    </>
  );
}
