import { commaSeparated, filledPaths } from './parameter-values';

describe('commaSeparated', () => {
	it('trims the names and leaves out empty ones', () => {
		expect(commaSeparated(' Region__c, ,Owner.Name ,')).toEqual(['Region__c', 'Owner.Name']);
	});
});

describe('filledPaths', () => {
	it('trims the paths, so that a stray blank does not name another field', () => {
		expect(filledPaths({ email: ' Email ', website: 'Account.Website' })).toEqual({
			email: 'Email',
			website: 'Account.Website',
		});
	});

	it('leaves out those that hold only blanks', () => {
		expect(filledPaths({ email: '  ', company: '' })).toEqual({});
	});
});
