import { type RelanceConfig } from '../config/relance-config.ts';
import { type InstallationSettings } from './installation-settings.ts';

/** What holds while nobody decided otherwise; first values may come from the environment. */
export const defaultInstallationSettings = ({
  retention,
  mediaQuotaMb,
}: Pick<RelanceConfig, 'retention' | 'mediaQuotaMb'>): InstallationSettings => ({
  optOutLine: null,
  stopWords: null,
  stopWordChanges: { added: [], removed: [] },
  defaults: {},
  limits: { mediaQuotaMb, undeliveredDaysLimit: 3, requestsPerMinute: 0 },
  retention: { ...retention, sessionEventDays: 14 },
  requireTwoFactor: false,
});
