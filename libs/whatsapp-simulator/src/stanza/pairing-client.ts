import { type KeyBundle } from '../signal/signal-device.ts';

/** What a client that is not linked yet has told of itself, and how it wants to be linked. */
export interface PairingClient {
  readonly noisePublic: Buffer;
  readonly identity: Buffer;
  readonly registrationId: number;
  readonly signedPreKey: KeyBundle['signedPreKey'];
  readonly refs: readonly string[];
  /** Set when the client asked for a pairing code. */
  code: CodeRequest | undefined;
  /** Set from pair-success until the client has signed for it. */
  offer: PairingOffer | undefined;
}

export interface CodeRequest {
  readonly phone: string;
  readonly ref: string;
  /** 32 bytes of salt, 16 of IV, then the client's ephemeral key, encrypted with the code. */
  readonly wrappedEphemeral: Buffer;
  readonly display: string;
  /** Set once the code was typed on the phone. */
  typed:
    | { readonly finish: (bundle: Buffer, identity: Buffer) => void; readonly refuse: (reason: Error) => void }
    | undefined;
}

export interface PairingOffer {
  readonly phone: string;
  readonly device: number;
  readonly keyIndex: number;
  readonly details: Buffer;
  readonly accountKey: Buffer;
  readonly done: () => void;
  readonly failed: (reason: Error) => void;
}
