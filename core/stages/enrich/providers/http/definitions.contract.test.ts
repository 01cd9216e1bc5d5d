import { testProvider } from '../../provider.contract';
import { aProviderOver } from './answering.builders';
import { freeRegisters } from './answering/free-registers.builders';
import { paidCompanies } from './answering/paid-companies.builders';
import { paidPeople } from './answering/paid-people.builders';
import { shippedDefinitions } from './shipped-definitions.builders';

const vendors = [...paidPeople, ...paidCompanies, ...freeRegisters];

describe('the contract of providers', () => {
	it('is asked of every definition', () => {
		expect(vendors.map(({ definition }) => definition.id).sort()).toEqual(
			shippedDefinitions.map(({ id }) => id).sort(),
		);
	});
});

for (const { definition, answer, ...fixtures } of vendors) {
	testProvider(definition.label, async () => aProviderOver(definition, answer), fixtures);
}
