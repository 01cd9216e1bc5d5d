import { normalizeEmail, ownEmailOf } from '../../../record/normal-forms';
import { mailboxKind } from '../../../record/placeholders';

/** An address of plain letters and digits, as nearly all are. */
const plainAddress = /^([a-z0-9._+-]{1,64})@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})$/;

/** What an address looks like at a host; `undefined` at hosts that mailboxes are typed at which do not exist. */
const hostForms = new Map<string, string | undefined>();
const mostHosts = 20_000;

/**
 * The address in the form in which it is compared: nobody's (`noreply@…`) say nothing, and one with a slip of the keys in it still
 * tells people apart. What there is to know of a host is asked once for its many addresses.
 */
export function emailForm(value: string): string | undefined {
	const plain = plainAddress.exec(value.trim().toLowerCase());
	const host = plain && hostForm(plain[2]);
	if (!plain || host === undefined || host === 'gmail.com') return anyForm(value);
	const email = `${plain[1]}@${host}`;
	return mailboxKind(email) === 'junk' ? undefined : email;
}

function hostForm(host: string): string | undefined {
	if (hostForms.has(host)) return hostForms.get(host);
	if (hostForms.size >= mostHosts) hostForms.clear();
	const form = ownEmailOf(`jane.roe@${host}`);
	const at = form?.slice(form.indexOf('@') + 1);
	hostForms.set(host, at);
	return at;
}

function anyForm(value: string): string | undefined {
	return normalizeEmail(value) === undefined ? brokenEmail(value) : ownEmailOf(value);
}

function brokenEmail(value: string): string | undefined {
	const text = value.trim().toLowerCase();
	return text.length >= 8 && /[@.]/.test(text) && !/\s/.test(text) ? text : undefined;
}
