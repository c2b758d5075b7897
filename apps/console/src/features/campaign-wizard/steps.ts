export const wizardSteps = ['who', 'what', 'when', 'check'] as const;
export type WizardStepName = (typeof wizardSteps)[number];

export const isWizardStep = (text: string): text is WizardStepName => (wizardSteps as readonly string[]).includes(text);

/** Each step's own address; the draft is named in it. */
export const stepHref = (step: WizardStepName, id: string | null): string =>
  `/relance/campaigns/new/${step}${id ? `?id=${encodeURIComponent(id)}` : ''}`;
