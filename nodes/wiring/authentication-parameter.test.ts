import { authenticationParameter, salesforceCredentials } from './authentication-parameter';

describe('salesforceCredentials', () => {
	it('offers one credential for each choice of Authentication', () => {
		const chosen = authenticationParameter.options?.map((option) => 'value' in option && option.value);
		const offered = salesforceCredentials().map(({ displayOptions }) => displayOptions?.show?.authentication?.[0]);
		expect(offered.sort()).toEqual(chosen?.sort());
	});

	it('adds when the node needs one at all', () => {
		const [first] = salesforceCredentials({ operation: ['start'] });
		expect(first.displayOptions?.show).toEqual({ operation: ['start'], authentication: [first.name] });
	});

	it('has the server types tested by the node and the OAuth2 types by nobody', () => {
		const tested = salesforceCredentials().map(({ name, testedBy }) => [name, testedBy]);
		expect(tested).toEqual([
			['salesforceProductionServerApi', 'testSalesforceConnection'],
			['salesforceSandboxServerApi', 'testSalesforceConnection'],
			['salesforceProductionOAuth2Api', undefined],
			['salesforceSandboxOAuth2Api', undefined],
		]);
	});
});
