import type { JsonObject } from '../http/api-request';
import type { XmlElement } from '../../http/xml-reader';

const numbers = new Set(['length', 'precision', 'scale', 'visibleLines', 'displayLocationInDecimal']);
const booleans = new Set(['required', 'externalId', 'unique', 'caseSensitive']);

/** What says nothing about how a field works. */
const ignored = new Set(['fullName', 'trackFeedHistory', 'trackHistory', 'trackTrending', 'deprecated']);

/** A field's metadata with the values that the Tooling API has in JSON. */
export function fieldFromXml(element: XmlElement): JsonObject {
	return Object.fromEntries(
		element.children
			.filter(({ name }) => !ignored.has(name))
			.map(({ name, text }) => [name, valueOf(name, text.trim())]),
	);
}

function valueOf(name: string, text: string): unknown {
	if (numbers.has(name)) return Number(text);
	return booleans.has(name) ? text === 'true' : text;
}
