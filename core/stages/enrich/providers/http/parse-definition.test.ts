import type { HttpDefinition } from './definition';
import { hunterCompanies } from './definitions/hunter-companies';
import { lushaContacts } from './definitions/lusha-contacts';
import { secEdgar } from './definitions/sec-edgar';
import { parseHttpDefinition } from './parse-definition';

/** A copy in which `change` has put something else. */
function changed(definition: HttpDefinition, change: (copy: Changeable) => void): unknown {
	const copy = structuredClone(definition) as unknown as Changeable;
	change(copy);
	return copy;
}

// A definition that is made wrong on purpose has no type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- faulty definitions are JSON of any shape
type Changeable = any;

describe('parseHttpDefinition', () => {
	it.each<[string, HttpDefinition, (copy: Changeable) => void, string]>([
		[
			'no address of https',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].request.url = 'http://api.hunter.io/v2';
			},
			'routes[0].steps[0].request.url is no address',
		],
		[
			'a host from a record',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].request.url = 'https://{domain}/v2';
			},
			'routes[0].steps[0].request.url is no address',
		],
		[
			'a user in the address',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].request.url = 'https://key@api.hunter.io/';
			},
			'request.url is no address',
		],
		[
			'a key in a header',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].request.headers = { Authorization: 'Bearer abc' };
			},
			'request.headers.Authorization is set by the credential',
		],
		[
			'an unlisted input',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].request.query.name = '{company}';
			},
			'request.query.name has the placeholder {company}, which uses does not list',
		],
		[
			'an unlisted need',
			hunterCompanies,
			(copy) => {
				copy.needs.push(['lei']);
			},
			'needs[1] names lei, which uses does not list',
		],
		[
			'an unknown filter',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].request.query.domain = '{domain|rot13}';
			},
			'has the filter rot13, which there is not',
		],
		[
			'an unknown attribute',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].answer.values.shoe_size = 'x';
			},
			'answer.values.shoe_size is none of the common attributes of a company; list it in attributes',
		],
		[
			'a path into what all objects have',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].answer.values.name = 'constructor.name';
			},
			'answer.values.name is no path',
		],
		[
			'an unlisted pool',
			hunterCompanies,
			(copy) => {
				copy.billing.perMatch = { gold: 1 };
			},
			'billing.perMatch names the pool gold, which billing.pools does not list',
		],
		[
			'pools without a price',
			hunterCompanies,
			(copy) => {
				delete copy.billing.perMatch;
			},
			'billing has pools, and nothing says what a query can cost at worst',
		],
		[
			'a misspelt name',
			hunterCompanies,
			(copy) => {
				copy.bachSize = 3;
			},
			'bachSize is no name that belongs here',
		],
		[
			'a missing part',
			hunterCompanies,
			(copy) => {
				delete copy.billing;
			},
			'billing should be of the type object',
		],
		[
			'a wrong kind of value',
			hunterCompanies,
			(copy) => {
				copy.batchSize = 'many';
			},
			'batchSize should be of the type number',
		],
		[
			'too large a batch',
			hunterCompanies,
			(copy) => {
				copy.batchSize = 5_000;
			},
			'batchSize should be at most 1000',
		],
		[
			'a word that is none of the list',
			hunterCompanies,
			(copy) => {
				copy.finds = 'animal';
			},
			'finds should be one of person, company',
		],
		[
			'rows that find no query',
			lushaContacts,
			(copy) => {
				delete copy.routes[0].steps[0].correlate;
			},
			'routes[0].steps[0].correlate has to say how rows find their query',
		],
		[
			'an unknown operator',
			lushaContacts,
			(copy) => {
				copy.routes[0].steps[0].request.body.reveal = { $eval: '1' };
			},
			'routes[0].steps[0].request.body',
		],
		[
			'what no step takes',
			secEdgar,
			(copy) => {
				copy.routes[0].steps[1].request.url = 'https://data.sec.gov/{$other}';
			},
			'has the placeholder {$other}, which no earlier step takes',
		],
		[
			'a last step without an answer',
			secEdgar,
			(copy) => {
				copy.routes[0].steps.pop();
			},
			'routes[0].steps[0] is the last of its route and needs an answer',
		],
		[
			'an answer in between',
			secEdgar,
			(copy) => {
				copy.routes[0].steps[0].answer = copy.routes[0].steps[1].answer;
			},
			'routes[0].steps[0].answer belongs to the last step',
		],
		[
			'skipping to nothing',
			secEdgar,
			(copy) => {
				copy.routes[0].steps[0].skipWith = { nothing: 'companyId' };
			},
			'skipWith.nothing is nothing that the step takes',
		],
		[
			'a body of GET',
			hunterCompanies,
			(copy) => {
				copy.routes[0].steps[0].request.body = { a: 1 };
			},
			'request.body cannot be sent with GET',
		],
		[
			'a need that leads nowhere',
			hunterCompanies,
			(copy) => {
				copy.routes[0].when = ['lei'];
				copy.uses.push('lei');
			},
			'needs[0] leads to no route',
		],
		[
			'several ways for a batch',
			lushaContacts,
			(copy) => {
				copy.routes.push(copy.routes[0]);
			},
			'routes can be several, or for some countries, only where batchSize is 1',
		],
	])('refuses %s, and says where and what', (_, definition, change, message) => {
		const parsing = () => parseHttpDefinition(changed(definition, change), 'the parameter Definition');
		expect(parsing).toThrow(
			expect.objectContaining({
				code: 'invalid_parameter',
				remedy: expect.stringContaining('http-provider.schema.json'),
			}),
		);
		expect(parsing).toThrow(`The definition in the parameter Definition cannot be used: `);
		expect(parsing).toThrow(message);
	});

	it('refuses text that is no JSON, and one that nobody has written', () => {
		expect(() => parseHttpDefinition('{', 'x.json')).toThrow('The definition in x.json is not JSON.');
		expect(() => parseHttpDefinition(' '.repeat(300_000), 'x.json')).toThrow('larger than 256 kB');
	});
});
