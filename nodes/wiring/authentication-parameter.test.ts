import type { INodePropertyOptions } from 'n8n-workflow';
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

	it('has the server types tested by the node; n8n tests its own, and no OAuth2 type', () => {
		const tested = salesforceCredentials().map(({ name, testedBy }) => [name, testedBy]);
		expect(tested).toEqual([
			['salesforceProductionServerApi', 'testSalesforceConnection'],
			['salesforceProductionOAuth2Api', undefined],
			['salesforceSandboxServerApi', 'testSalesforceConnection'],
			['salesforceSandboxOAuth2Api', undefined],
			['salesforceJwtApi', undefined],
			['salesforceOAuth2Api', undefined],
		]);
	});
});

describe('authenticationParameter', () => {
	it("says of each choice who logs in, and of n8n's own whose they are", () => {
		const names = (authenticationParameter.options as INodePropertyOptions[]).map(({ name }) => name);
		expect(names.filter((name) => /server to server|as a person/.test(name))).toEqual(names);
		expect(names.filter((name) => name.startsWith("n8n's"))).toHaveLength(2);
	});
});
