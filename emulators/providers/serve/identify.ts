import type { Account } from '../money/account';
import type { RequestHead, Vendor } from './vendor';

type Identify = Vendor['identify'];

/** A key in a header of its own, e.g. `x-api-key`. */
export function keyInHeader(...names: readonly string[]): Identify {
	return ({ headers }, accounts) => ofKey(accounts, ...names.map((name) => headers[name]));
}

/** `Authorization: Bearer KEY`. */
export const bearerKey: Identify = (request, accounts) => ofKey(accounts, bearerOf(request));

/** `Authorization: Basic` with the key as user name (`KEY:`), as it is or Base64 of the key alone. */
export const basicKey: Identify = ({ headers }, accounts) => {
	const encoded = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
	const decoded = encoded && Buffer.from(encoded, 'base64').toString('utf8');
	return ofKey(accounts, decoded?.split(':')[0], encoded);
};

/** The text behind `Bearer`; `undefined` where there is none. */
export function bearerOf({ headers }: RequestHead): string | undefined {
	return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** The account with one of these keys. */
export function ofKey(
	accounts: readonly Account[],
	...keys: ReadonlyArray<string | string[] | undefined>
): Account | undefined {
	return accounts.find(({ key }) => keys.includes(key));
}
