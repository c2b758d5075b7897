import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { MESSENGER } from '@relance/messaging';
import { LOGGER, RELANCE_CONFIG, type RelanceConfig } from '@relance/platform';
import { TRANSPORT, type Transport } from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { ConnectFlow } from './commands/connect-flow.ts';
import { PairingLimit } from './commands/pairing-limit.ts';
import { RemoteSessionCommands } from './commands/remote-session-commands.ts';
import { SessionAudit } from './http/session-audit.ts';
import { SessionControl } from './commands/session-control.ts';
import { SessionController } from './http/session.controller.ts';
import { SessionLive } from './http/session-live.ts';
import { SessionMetrics } from './session-metrics.ts';
import { SessionPresenter } from './http/session.presenter.ts';
import { SessionReader } from './session-reader.ts';
import { REAL_TIMES, SESSION_TIMES, type SessionTimes } from './session-times.ts';
import { DisconnectClassifier } from './supervisor/disconnect-classifier.ts';
import { EffectRunner } from './supervisor/effect-runner.ts';
import { OutageDetector } from './supervisor/outage-detector.ts';
import { LeasedSessions } from './supervisor/leased-sessions.ts';
import { HandshakeSlots } from './supervisor/handshake-slots.ts';
import { LeaseKeeper } from './supervisor/lease-keeper.ts';
import { SessionSignals } from './supervisor/session-signals.ts';
import { SessionSupervisor } from './supervisor/session-supervisor.ts';
import { SessionStateWaiter } from './supervisor/session-state-waiter.ts';
import { WhatsAppMessenger } from './messenger/whatsapp-messenger.ts';

type ModuleRef = Type | DynamicModule;

export type WhatsAppSessionNeeds = {
  /** Provides the session stores. */
  readonly stores: ModuleRef;
  /** Provides OWNER_SETTINGS_READER. */
  readonly ownerSettings: ModuleRef;
  /** Makes the way to WhatsApp; called once. */
  readonly transport: (config: RelanceConfig, logger: Logger) => Transport;
  /** Shorter times for tests; those of real life when left out. */
  readonly times?: SessionTimes;
};

const INSIDE = [
  SessionSignals,
  SessionMetrics,
  OutageDetector,
  DisconnectClassifier,
  EffectRunner,
  LeasedSessions,
  SessionSupervisor,
  SessionStateWaiter,
  HandshakeSlots,
  LeaseKeeper,
  PairingLimit,
  ConnectFlow,
  RemoteSessionCommands,
  SessionLive,
  WhatsAppMessenger,
];
const OUTSIDE = [SessionControl, SessionReader, SessionPresenter, SessionAudit];

/** Owners' WhatsApp sessions: supervision, and the Messenger that campaigns use. No routes. */
@Module({})
export class WhatsAppSessionModule {
  static on({ stores, ownerSettings, transport, times = REAL_TIMES }: WhatsAppSessionNeeds): DynamicModule {
    return {
      module: WhatsAppSessionModule,
      imports: [stores, ownerSettings],
      providers: [
        { provide: TRANSPORT, inject: [RELANCE_CONFIG, LOGGER], useFactory: transport },
        { provide: SESSION_TIMES, useValue: times },
        { provide: MESSENGER, useExisting: WhatsAppMessenger },
        ...INSIDE,
        ...OUTSIDE,
      ],
      exports: [MESSENGER, ...OUTSIDE],
    };
  }
}

/** The routes of owners' own sessions: loaded by processes of the api role. */
@Module({})
export class WhatsAppSessionHttpModule {
  static on(sessions: DynamicModule): DynamicModule {
    return { module: WhatsAppSessionHttpModule, imports: [sessions], controllers: [SessionController] };
  }
}
