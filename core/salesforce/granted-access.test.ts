import { checkGrantedAccess, grantKey, type GrantedAccess } from './granted-access';

const anAccess = (changes: Partial<GrantedAccess> = {}): GrantedAccess => ({
	loginUrl: 'https://login.salesforce.com',
	accessToken: '00D!token',
	instanceUrl: 'https://acme.my.salesforce.com/',
	identityUrl: 'https://login.salesforce.com/id/00D5e00000PRODUEA5/0055e0000000001AAA',
	apiVersion: '68.0',
	expects: 'production',
	...changes,
});

describe('checkGrantedAccess', () => {
	it('takes the general login hosts, which people use', () => {
		expect(checkGrantedAccess(anAccess())).toMatchObject({
			loginUrl: 'https://login.salesforce.com',
			instanceUrl: 'https://acme.my.salesforce.com',
		});
	});

	it.each([
		['no token', { accessToken: '' }, /not connected/],
		['no address of the org', { instanceUrl: '' }, /not connected/],
		[
			'an org that is not at Salesforce',
			{ instanceUrl: 'https://acme.my.salesforce.com.evil.example' },
			/not a host of Salesforce/,
		],
		['an unencrypted org', { instanceUrl: 'http://acme.my.salesforce.com' }, /not encrypted/],
		['the Lightning pages', { loginUrl: 'https://acme.lightning.force.com' }, /Lightning/],
		['no API version', { apiVersion: 'Summer' }, /API version/],
	])('refuses %s', (_name, changes, message) => {
		expect(() => checkGrantedAccess(anAccess(changes))).toThrow(
			expect.objectContaining({ code: 'auth_failed', message: expect.stringMatching(message) }),
		);
	});
});

describe('an access that is not connected', () => {
	it.each([
		[{}, 'enter the My Domain URL'],
		[{ isBuiltIn: true }, 'Environment Type'],
	])('names what the form of %j asks for', (changes, remedy) => {
		expect(() => checkGrantedAccess(anAccess({ ...changes, accessToken: '' }))).toThrow(
			expect.objectContaining({ remedy: expect.stringContaining(remedy) }),
		);
	});
});

describe('a token that was kept without the address of its org', () => {
	it('is for the My Domain it was granted on', () => {
		expect(
			checkGrantedAccess(anAccess({ loginUrl: ' https://acme.my.salesforce.com/x', instanceUrl: '' })),
		).toMatchObject({ instanceUrl: 'https://acme.my.salesforce.com' });
	});
});

describe('grantKey', () => {
	it('tells tokens and users apart', () => {
		expect(grantKey(anAccess({ accessToken: 'another' }))).not.toEqual(grantKey(anAccess()));
		expect(
			grantKey(anAccess({ identityUrl: 'https://login.salesforce.com/id/00D5e00000PRODUEA5/0055e0000000002AAA' })),
		).not.toEqual(grantKey(anAccess()));
	});
});
