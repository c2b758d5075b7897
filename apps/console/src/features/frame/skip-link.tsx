'use client';

import { useI18n } from '../../i18n/use-i18n.tsx';

export function SkipLink() {
  const { t } = useI18n();
  return (
    <a
      href="#content"
      className="fixed left-2 top-2 z-50 -translate-y-16 rounded-control bg-accent px-3 py-2 text-work text-accent-text focus:translate-y-0"
    >
      {t('nav.skip')}
    </a>
  );
}
