export { messengerContract, type ChannelUnderTest } from './messenger-contract.ts';
