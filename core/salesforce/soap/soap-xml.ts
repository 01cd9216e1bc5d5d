import type { WriteOptions } from '../row-result';

const partner = 'urn:partner.soap.sforce.com';
const sObjects = 'urn:sobject.partner.soap.sforce.com';

/** A value as a text of XML; dates in ISO 8601. */
export function xmlText(value: unknown): string {
	const text = value instanceof Date ? value.toISOString() : String(value);
	// What XML 1.0 has no character for would make the whole envelope unreadable.
	const legal = text.replace(
		/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g,
		'',
	);
	return legal.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `<name>value</name>`. */
export function element(name: string, value: unknown): string {
	return `<${name}>${xmlText(value)}</${name}>`;
}

/** An sObject of the partner API; a null is named in `fieldsToNull` (SOAP API Developer Guide, sObject). */
export function sObjectXml(name: string, type: string, id: string, fields: Readonly<Record<string, unknown>>): string {
	const entries = Object.entries(fields);
	const nulls = entries.filter(([, value]) => value === null || value === undefined || value === '');
	const values = entries.filter((entry) => !nulls.includes(entry));
	const parts = [
		element('so:type', type),
		...nulls.map(([field]) => element('so:fieldsToNull', field)),
		element('so:Id', id),
		...values.map(([field, value]) => element(`so:${field}`, value)),
	];
	return `<${name} xmlns:so="${sObjects}">${parts.join('')}</${name}>`;
}

/** The envelope of a call of the partner API. */
export function envelope(callClient: string, options: WriteOptions, body: string): (accessToken: string) => string {
	const { duplicateRule } = options;
	const rule = duplicateRule
		? `<DuplicateRuleHeader>${element('allowSave', duplicateRule.allowSave === true)}${element('includeRecordDetails', duplicateRule.includeRecordDetails === true)}${element('runAsCurrentUser', duplicateRule.runAsCurrentUser === true)}</DuplicateRuleHeader>`
		: '';
	const client = `<CallOptions>${element('client', callClient)}</CallOptions>`;
	return (accessToken) =>
		`<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${partner}">` +
		`<env:Header><SessionHeader>${element('sessionId', accessToken)}</SessionHeader>${client}${rule}</env:Header>` +
		`<env:Body>${body}</env:Body></env:Envelope>`;
}
