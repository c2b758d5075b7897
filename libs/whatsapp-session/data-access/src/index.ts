export { WhatsAppSessionMongoModule } from './whatsapp-session-mongo.module.ts';
export { KeyRotation } from './key-rotation.ts';
export { MasterKeyRefusal } from './encryption/master-key-ring.ts';
