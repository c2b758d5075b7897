/** What is kept of a message that was sent: to answer a recipient that asks for it again, and to know whose receipts count. */
export type Outgoing = { readonly to: string | null; readonly body: string };

export const encodeOutgoing = ({ to, body }: Outgoing): string => JSON.stringify({ to, body });

/** Messages of earlier versions were kept as their bare body. */
export function decodeOutgoing(value: string): Outgoing {
  try {
    const parsed = JSON.parse(value) as Partial<Outgoing> | null;
    if (typeof parsed?.body === 'string') return { to: parsed.to ?? null, body: parsed.body };
  } catch {
    // A bare body.
  }
  return { to: null, body: value };
}
