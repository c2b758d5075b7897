declare const transaction: unique symbol;

/**
 * An open database transaction, handed through ports that must not know the database. Only data-access code opens one and looks
 * inside; everybody else passes it on, so that several stores save together or not at all.
 */
export type Transaction = { readonly [transaction]: true };
