/** A letter, digit, sign or picture that is seen: no space, no control or format character, no filler. */
export const visibleCharacter = /(?![\u115f\u1160\u3164\uffa0\u2800\u180e])[\p{L}\p{N}\p{S}\p{P}]/u;

/** Whether anything of a text can be seen. A name or a reason of which nothing can be seen is none. */
export const isVisible = (text: string): boolean => visibleCharacter.test(text);
