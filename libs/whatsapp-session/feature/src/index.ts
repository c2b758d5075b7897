export { WhatsAppSessionModule, type WhatsAppSessionNeeds } from './whatsapp-session.module.ts';
export { SessionControl } from './session-control.ts';
export { SessionReader } from './session-reader.ts';
export { SessionPresenter } from './session.presenter.ts';
export { type ConnectResult } from './connect-flow.ts';
export { ConnectAnswer, ConnectBody, DisconnectBody, DisconnectQuery, pairingOf } from './dto/connect.dto.ts';
export { forceOf } from './dto/force.ts';
export { LastDisconnectView, QrView, SessionEventView, SessionView } from './dto/session.view.ts';
export { timelineAnswer, timelinePageOf } from './timeline-page.ts';
