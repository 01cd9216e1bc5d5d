import { SoapFault } from '../http/soap-reply';
import type { XmlElement } from '../../http/xml-reader';

/** An sObject as SOAP brings it: every value a text, `fieldsToNull` as null. */
export interface SoapRecord {
	readonly type: string;
	readonly id: string | undefined;
	/** Without Id. */
	readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads an sObject element; throws the fault of one without a type. */
export function readSoapRecord(element: XmlElement): SoapRecord {
	const fields: Record<string, unknown> = {};
	let type = '';
	let id: string | undefined;
	for (const child of element.children) {
		const text = child.text.trim();
		if (child.name === 'type' && type === '') type = text;
		else if (child.name === 'fieldsToNull') fields[text] = null;
		// jsforce sends the Id first and again in its own case.
		else if (/^id$/i.test(child.name)) id = text || id;
		else fields[child.name] = child.children.length > 0 ? relatedRecord(child) : child.text;
	}
	if (type === '')
		throw new SoapFault(
			'INVALID_TYPE',
			"Missing entity type information. sObject requires a separate 'type' field be sent.",
			'InvalidSObjectFault',
		);
	return { type, id, fields };
}

/** A parent named by one of its fields. */
function relatedRecord(element: XmlElement): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		element.children.filter(({ name }) => name !== 'type').map((each) => [each.name, each.text.trim()]),
	);
}
