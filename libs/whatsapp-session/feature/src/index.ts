export {
  WhatsAppSessionHttpModule,
  WhatsAppSessionModule,
  type WhatsAppSessionNeeds,
} from './whatsapp-session.module.ts';
export { SessionControl } from './commands/session-control.ts';
export { SessionReader } from './session-reader.ts';
export { SessionAudit, type SessionAction, type Steering } from './http/session-audit.ts';
export { SessionPresenter } from './http/session.presenter.ts';
export { type ConnectResult } from './commands/connect-flow.ts';
export { ConnectAnswer, ConnectBody, DisconnectBody, DisconnectQuery, pairingOf } from './http/dto/connect.dto.ts';
export { forceOf } from './http/dto/force.ts';
export { LastDisconnectView, QrView, SessionEventView, SessionView } from './http/dto/session.view.ts';
export { timelineAnswer, timelinePageOf } from './http/timeline-page.ts';
