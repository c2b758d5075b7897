import { DEFAULT_CONNECTION_CONFIG, type WAVersion } from '@whiskeysockets/baileys';

const LOOK_MS = 5_000;
/** A refusal of the whole fleet asks once, not once a session. */
const LOOK_EVERY_MS = 30_000;

/** The page that names the present revision lies beside the WebSocket, on the same host. */
function pageOf(wsUrl: string): URL {
  const page = new URL('/sw.js', wsUrl);
  page.protocol = page.protocol === 'wss:' ? 'https:' : 'http:';
  return page;
}

/** Which version of WhatsApp Web we say we are. One for the whole process; looked up anew only after a refusal. */
export class ClientVersion {
  private version: WAVersion = DEFAULT_CONNECTION_CONFIG.version;
  private looking: Promise<boolean> | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly wsUrl: string) {}

  current(): WAVersion {
    return this.version;
  }

  /** True when a newer version than the refused one is in use now. Never rejects. */
  refresh(): Promise<boolean> {
    if (Date.now() - this.lookedAt < LOOK_EVERY_MS) return this.looking ?? Promise.resolve(false);
    this.lookedAt = Date.now();
    this.looking = this.look().catch(() => false);
    return this.looking;
  }

  private async look(): Promise<boolean> {
    const answer = await fetch(pageOf(this.wsUrl), { signal: AbortSignal.timeout(LOOK_MS) });
    const revision = Number(/client_revision\D{1,5}(\d+)/.exec(await answer.text())?.[1]);
    const [major, middle, known] = this.version;
    if (!Number.isSafeInteger(revision) || revision <= known) return false;
    this.version = [major, middle, revision];
    return true;
  }
}
