import { EnrichmentError } from '../../errors';
import type { SalesforceClient } from '../../salesforce/client';
import type { SObjectDescription } from '../../salesforce/schema';
import { optOutPaths } from './opt-out-fields';

function anObject(name: string, fields: readonly object[]): SObjectDescription {
	const described = fields as Array<{ name: string }>;
	return {
		...{ name, label: name, keyPrefix: '' },
		fieldByName: new Map(described.map((field) => [field.name, field])),
	} as unknown as SObjectDescription;
}

const lead = anObject('Lead', [
	{ name: 'OwnerId', relationshipName: 'Owner', referenceTo: ['User'] },
	{ name: 'IndividualId', relationshipName: 'Individual', referenceTo: ['Individual'] },
]);

/** A client for which Individual is what the test says. */
function clientSeeing(individual: SObjectDescription | Error): SalesforceClient & { described: string[] } {
	const described: string[] = [];
	const describe = async (name: string) => {
		described.push(name);
		if (individual instanceof Error) throw individual;
		return individual;
	};
	return { described, describe } as unknown as SalesforceClient & { described: string[] };
}

describe('optOutPaths', () => {
	it('names the wishes that the Individual of the org has', async () => {
		const individual = anObject('Individual', [
			{ name: 'ShouldForget' },
			{ name: 'HasOptedOutProfiling' },
			{ name: 'Name' },
		]);
		expect(await optOutPaths(clientSeeing(individual), lead)).toEqual([
			'Individual.ShouldForget',
			'Individual.HasOptedOutProfiling',
		]);
	});

	it('asks nobody about an object without Individuals', async () => {
		const client = clientSeeing(anObject('Individual', [{ name: 'ShouldForget' }]));
		const account = anObject('Account', [{ name: 'OwnerId', relationshipName: 'Owner', referenceTo: ['User'] }]);
		expect(await optOutPaths(client, account)).toEqual([]);
		expect(client.described).toEqual([]);
	});

	it('does without where the user may not see Individuals', async () => {
		const hidden = new EnrichmentError('invalid_parameter', 'There is no object Individual.');
		expect(await optOutPaths(clientSeeing(hidden), lead)).toEqual([]);
	});

	it('passes any other trouble on', async () => {
		const trouble = new EnrichmentError('salesforce_unavailable', 'No answer.');
		await expect(optOutPaths(clientSeeing(trouble), lead)).rejects.toBe(trouble);
	});
});
