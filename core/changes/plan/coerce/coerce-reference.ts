import { isSalesforceId, toRecordId } from '../../../record/identity';
import type { FieldDescription } from '../../../salesforce/schema';
import { accepted, refused, wrongType, quoted, type Coercion } from './coercion';

/** The users that the values of one batch name: by 18-character Id, and by user name or e-mail in lower case. */
export interface ActiveUsers {
	/** The Id of the one active user that the text names; `undefined` when it names none or several. */
	find(text: string): string | undefined;
}

/** An Id; for a field that refers to users, the Id of an active one, who may be named by Id, user name or e-mail. */
export function coerceReference(value: unknown, field: FieldDescription, users: ActiveUsers | undefined): Coercion {
	if (typeof value !== 'string') return wrongType(field, value);
	const text = value.trim();
	if (!namesUser(text, field)) return isSalesforceId(text) ? accepted(text) : wrongType(field, value);
	const id = users?.find(text);
	if (id !== undefined) return accepted(id);
	if (!users && isSalesforceId(text)) return accepted(toRecordId(text));
	const why = users ? 'who is no active user' : 'who was not looked up';
	const message = `${field.name}: Attempting to set ${field.type} field value with string ${quoted(text)}, ${why}`;
	return refused('INACTIVE_OWNER_OR_USER', field, message);
}

/** Whether the text has to be looked up among the org's users before it may be sent. */
export function namesUser(text: string, field: FieldDescription): boolean {
	if (field.type !== 'reference' || !field.referenceTo.includes('User')) return false;
	return text.includes('@') || (isSalesforceId(text) && text.startsWith('005'));
}
