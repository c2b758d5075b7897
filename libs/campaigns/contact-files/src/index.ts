export { contactFileReader } from './open-contact-file.ts';
