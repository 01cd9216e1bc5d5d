import { isQueryValid } from '@jetstreamapp/soql-parser-js';
import { soqlFeatures } from './features';
import { parseQuery } from './parser';

/**
 * Where our parser and soql-parser-js part over an example, and why ours is right. (Both judge the syntax alone: what
 * only a schema can tell is no disagreement.)
 */
const reasons: Readonly<Record<string, string>> = {
	'AND and OR without brackets': 'Salesforce gives AND no precedence over OR; the oracle is too permissive',
	'NOT without brackets after AND': 'orgs answer unexpected token; the oracle is too permissive',
	'Any other backslash': 'the reference lists all escapes; the oracle checks none',
	'Statement of more than 100,000 characters': 'a documented limit, which the oracle does not know',
	'Text of more than 4,000 characters': 'a documented limit, which the oracle does not know',
	'ROLLUP of four fields': 'the reference allows three; the oracle counts none',
	'OFFSET beyond 2,000': 'a documented limit, which the oracle does not know',
	'WITH DATA CATEGORY': 'the emulator has no data categories, and says so',
	DISTANCE: 'the emulator has no geolocation fields, and says so',
	'Alias of a parent': 'the reference documents it (Alias Notation); the oracle cannot read it',
	'Alias of a list of children': 'read as an alias of a parent, then refused because it is none',
	'Literal that does not exist': 'read as a date literal, then refused when its days are asked for',
	'HAVING without GROUP BY': 'read, then refused when it is compiled',
	'ORDER BY toLabel': 'read, then refused when it is compiled',
};

function isRead(parse: () => unknown): boolean {
	try {
		return parse() !== false;
	} catch {
		return false;
	}
}

describe('parseQuery beside soql-parser-js', () => {
	it.each(soqlFeatures.map((each) => [each.feature, each.example] as const))('%s', (feature, example) => {
		const [ours, theirs] = [isRead(() => parseQuery(example)), isRead(() => isQueryValid(example))];
		if (ours !== theirs) expect(Object.keys(reasons)).toContain(feature);
		else expect(Object.keys(reasons)).not.toContain(feature);
	});
});
