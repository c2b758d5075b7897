'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries, type Report } from '@relance/console-data-access';
import { Dialog, Skeleton } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';

/** The mail as it would be sent now: its subject as title, its document in a frame in which nothing runs. */
export function ReportPreview({ report, onClose }: { report: Report; onClose: () => void }) {
  const { t } = useI18n();
  const query = useQuery(adminQueries.reportPreview(report.id));
  const mail = query.data;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={mail?.subject ?? t('reports.previewOf', { name: report.name })}
      description={t('reports.previewWhat', { recipients: report.recipients.join(', ') })}
      closeLabel={t('action.close')}
    >
      <div className="mt-4">
        {query.isPending ? (
          <Skeleton className="h-80 w-full" />
        ) : mail ? (
          <iframe
            title={mail.subject}
            sandbox=""
            srcDoc={mail.html}
            className="h-[55dvh] w-full rounded-card border border-border bg-white"
          />
        ) : (
          <Failure what={t('reports.preview')} query={query} />
        )}
      </div>
    </Dialog>
  );
}
