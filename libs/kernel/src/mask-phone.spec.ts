import { maskPhone } from './mask-phone.ts';

describe('a masked phone', () => {
  it.each([
    ['+237690000012', '+237…12'],
    ['+1555', '…'],
    ['', '…'],
    ['237690000012', '237…12'],
  ])('of "%s" is "%s"', (phone, masked) => expect(maskPhone(phone)).toBe(masked));
});
