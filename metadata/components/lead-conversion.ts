import { dataFieldsOf } from '../../core/record/data-fields';
import { ownFields } from '../../core/record/fields';
import { component, type ComponentFile, type Elements } from '../xml-file';

/** Where each of the pack's fields of a Lead goes when the Lead is converted; a field goes to one object only. */
export function conversionTargets(): ReadonlyMap<'Account' | 'Contact', readonly string[]> {
	const stamps = Object.values(ownFields).map(({ name }) => name);
	const ofContact = new Set(dataFieldsOf('Contact').map(({ name }) => name));
	const data = dataFieldsOf('Lead').map(({ name }) => name);
	// What was noted on the Lead belongs to the person; a company's values to the company.
	return new Map([
		['Account', data.filter((name) => !ofContact.has(name))],
		['Contact', [...stamps, ...data.filter((name) => ofContact.has(name))]],
	]);
}

/** Salesforce's map of Lead fields for our fields; a package of its own, because an org has one such map only. */
export function leadConversionFiles(): ComponentFile[] {
	const objectMapping: Elements[] = [...conversionTargets()].map(([outputObject, names]) => ({
		inputObject: 'Lead',
		mappingFields: names.map((name) => ({ inputField: name, outputField: name })),
		outputObject,
	}));
	return [
		component('LeadConvertSettings/LeadConvertSettings.LeadConvertSetting', 'LeadConvertSettings', { objectMapping }),
	];
}
