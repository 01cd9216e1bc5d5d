import type { Company } from '../../world/company';
import type { Market } from '../../world/market';
import { hexOf } from '../../world/chance';

/** A value in a result. */
export interface Term {
	readonly type: 'uri' | 'literal';
	readonly value: string;
	readonly datatype?: string;
	readonly 'xml:lang'?: string;
	/** What `…Label` shows for an item. */
	readonly label?: string;
}

const entity = 'http://www.wikidata.org/entity/';
const xsd = 'http://www.w3.org/2001/XMLSchema#';

const literal = (value: string | undefined): Term[] => (value === undefined ? [] : [{ type: 'literal', value }]);
const item = (label: string): Term => ({
	type: 'uri',
	value: `${entity}Q${parseInt(hexOf(6, 'item', label), 16)}`,
	label,
});

type Statement = (company: Company) => Term[];

/** What Wikidata says of a company, by property. */
const statements: Readonly<Record<string, Statement>> = {
	'wdt:P31': () => [{ type: 'uri', value: `${entity}Q4830453`, label: 'business' }],
	'wdt:P856': ({ domain }) => [{ type: 'uri', value: `https://www.${domain}/` }],
	'wdt:P1278': ({ lei }) => literal(lei),
	'wdt:P5531': ({ cik }) => literal(cik),
	'wdt:P249': ({ ticker }) => literal(ticker),
	'wdt:P2622': ({ place, registrationNumber }) => literal(place.country === 'GB' ? registrationNumber : undefined),
	'wdt:P4264': ({ linkedin }) => literal(linkedin),
	'wdt:P1128': ({ employees }) => [{ type: 'literal', value: String(employees), datatype: `${xsd}decimal` }],
	'wdt:P2139': ({ revenue }) => [{ type: 'literal', value: String(revenue), datatype: `${xsd}decimal` }],
	'wdt:P571': ({ foundedYear }) => [
		{ type: 'literal', value: `${foundedYear}-01-01T00:00:00Z`, datatype: `${xsd}dateTime` },
	],
	'wdt:P452': ({ industry }) => [item(industry.name.toLowerCase())],
	'wdt:P159': ({ place }) => [item(place.city)],
	'wdt:P17': ({ place }) => [item(place.countryName)],
	'wdt:P1448': ({ legalName }) => [{ type: 'literal', value: legalName, 'xml:lang': 'en' }],
	'rdfs:label': ({ name }) => [{ type: 'literal', value: name, 'xml:lang': 'en' }],
	'schema:description': ({ description }) => [{ type: 'literal', value: description, 'xml:lang': 'en' }],
};

/** The values of a property; `undefined` for one that is not emulated. */
export function valuesOf(company: Company, property: string, market: Market): Term[] | undefined {
	if (property === 'wdt:P749') {
		const parent = market.world.company('id', company.parentId);
		return parent ? [{ type: 'uri', value: `${entity}${market.ownId(parent)}`, label: parent.name }] : [];
	}
	return Object.hasOwn(statements, property) ? statements[property](company) : undefined;
}
