import { shippedFieldNames } from '../../record/fields';
import { mappingPreset } from '../enrich/enrich-presets';
import { fetchPreset } from './object-presets';

describe('what is fetched of an object without anybody asking', () => {
	it.each([
		['Lead', 'company'],
		['Lead', 'person'],
		['Contact', 'company'],
		['Contact', 'person'],
		['Account', 'company'],
	] as const)(
		'holds every field of %s that Enrich fills by its preset for a %s: unread it would be asked for again',
		(sObject, finds) => {
			const { fields } = fetchPreset(sObject, shippedFieldNames);
			const targets = mappingPreset(sObject, finds).map(({ target }) => target);
			expect(targets.filter((target) => !fields.includes(target))).toEqual([]);
		},
	);
});
