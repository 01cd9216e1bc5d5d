import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import { compoundParts, isReadable, plainColumns } from './compound-fields';

const field = (name: string, type: string, compoundFieldName: string | null = null) =>
	({ name, type, compoundFieldName }) as FieldDescription;

const all = [
	field('Loc__c', 'location'),
	field('Loc__Latitude__s', 'double', 'Loc__c'),
	field('Loc__Longitude__s', 'double', 'Loc__c'),
	field('Site__c', 'address'),
	field('Site__PostalCode__s', 'string', 'Site__c'),
	field('Site__StateCode__s', 'picklist', 'Site__c'),
	field('Hidden__c', 'location'),
	field('Body', 'base64'),
	field('Name', 'string'),
	field('LastName', 'string', 'Name'),
];
const holder = {
	name: 'Place__c',
	fieldByName: new Map(all.map((each) => [each.name, each])),
} as unknown as SObjectDescription;
const found = (...paths: string[]) =>
	new Map(paths.map((path) => [path, { field: holder.fieldByName.get(path.split('.').at(-1)!)!, holder }]));

describe('compoundParts', () => {
	it('knows the parts of places and addresses of one’s own, on parents too', () => {
		const parts = compoundParts(found('Place__r.Loc__c', 'Site__c'));
		expect(parts.get('Place__r.Loc__c')).toMatchObject([
			{ path: 'Place__r.Loc__Latitude__s', name: 'latitude' },
			{ path: 'Place__r.Loc__Longitude__s', name: 'longitude' },
		]);
		expect(parts.get('Site__c')).toMatchObject([{ name: 'postalCode' }, { name: 'stateCode' }]);
	});

	it('leaves a name whole, which a bulk query reads', () => {
		expect(compoundParts(found('Name')).size).toBe(0);
	});

	it.each([
		['Body', 'a selection cannot read files'],
		['Hidden__c', 'its parts are hidden from this user'],
	])('refuses %s, naming it', (path, why) => {
		expect(() => compoundParts(found(path))).toThrow(`Cannot fetch ${path} of Place__c`);
		expect(() => compoundParts(found(path))).toThrow(why);
		expect(isReadable(holder.fieldByName.get(path)!, holder)).toBe(false);
	});
});

describe('plainColumns', () => {
	it('names a part once that was asked for by itself too', () => {
		const fields = ['Id', 'Loc__Latitude__s', 'Loc__c'];
		expect(plainColumns(fields, compoundParts(found('Loc__c')))).toEqual([
			'Id',
			'Loc__Latitude__s',
			'Loc__Longitude__s',
		]);
	});
});
