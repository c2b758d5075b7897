export * from '@relance/whatsapp-simulator';
