/** `+237…12`: enough to tell two apart in a support call, too little to dial. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 6) return '…';
  return `${phone.startsWith('+') ? '+' : ''}${digits.slice(0, 3)}…${digits.slice(-2)}`;
}
