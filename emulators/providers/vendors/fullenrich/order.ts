import { asText, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';

/** A contact to enrich. */
export type Contact = Readonly<Record<string, unknown>>;

const fields = ['contact.work_emails', 'contact.personal_emails', 'contact.phones'];
const most = 100;

/** The contacts of an order; `invalid` with the vendor's code where something is missing. */
export function checkOrder(call: Call): Contact[] {
	const { name, webhook_url: webhook, data } = call.json;
	if (!asText(name)) throw invalid('name.empty');
	if (webhook !== undefined && !/^https?:\/\//.test(String(webhook))) throw invalid('webhook_url');
	if (!Array.isArray(data) || data.length === 0) throw invalid('data.empty');
	if (data.length > most) throw invalid('data.exceeded');
	// With silentFail, contacts that cannot be looked up are skipped instead.
	if (call.query.get('silentFail') !== 'true') for (const contact of data as Contact[]) checkContact(contact);
	return data as Contact[];
}

function checkContact(contact: Contact): void {
	if (!asText(contact.linkedin_url)) {
		if (!asText(contact.first_name)) throw invalid('first_name.empty');
		if (!asText(contact.last_name)) throw invalid('last_name.empty');
		if (!asText(contact.domain) && !asText(contact.company_name)) throw invalid('domain.empty');
	}
	const wanted = contact.enrich_fields;
	if (!Array.isArray(wanted) || wanted.length === 0) throw invalid('enrich_fields.empty');
	if (!wanted.every((field) => fields.includes(String(field)))) throw invalid('enrich_field.value');
	const custom = Object.values((contact.custom as Record<string, unknown> | undefined) ?? {});
	if (custom.length > 10) throw invalid('custom.key.exceeded');
	if (custom.some((value) => typeof value !== 'string' || value.length > 100)) throw invalid('custom.value.exceeded');
}

function invalid(code: string): Refusal {
	return new Refusal('invalid', `error.enrichment.${code}`);
}
