export * from '@relance/campaigns-sending';
