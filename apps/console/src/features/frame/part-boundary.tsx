'use client';

import { Button, Notice } from '@relance/console-ui';
import { Component, type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** The script of a part did not come: no network, or the console was renewed since the page was loaded. */
export class PartNotLoaded extends Error {
  override readonly name = 'PartNotLoaded';

  constructor(cause: unknown) {
    super('A part of the page could not be loaded.', { cause });
  }
}

type Props = {
  children: ReactNode;
  onRetry: () => void;
  /** Over the page: what is missing has no place of its own in it. */
  floats: boolean;
};

/** Says in place of a part that it could not be loaded. What a part throws otherwise goes on to the page's own net. */
export class PartBoundary extends Component<Props, { error: unknown }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (!(error instanceof PartNotLoaded)) throw error;
    const again = () => {
      this.setState({ error: null });
      this.props.onRetry();
    };
    return <NotLoaded onRetry={again} floats={this.props.floats} />;
  }
}

function NotLoaded({ onRetry, floats }: { onRetry: () => void; floats: boolean }) {
  const { t } = useI18n();
  return (
    <div role="alert" className={floats ? 'fixed inset-x-4 bottom-20 z-50 shadow-float md:left-auto md:w-96' : ''}>
      <Notice tone="red">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-40 flex-1">{t('error.part')}</span>
          <Button size="small" onClick={onRetry}>
            {t('error.retry')}
          </Button>
        </span>
      </Notice>
    </div>
  );
}
