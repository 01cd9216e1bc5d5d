import { EnrichmentError } from '../../errors';
import { type MatchInputs, standardMatchInputs } from '../../record/match-gate';
import type { FieldMapping } from './enrich-request';

interface EnrichPreset {
	/** Attribute → field. */
	readonly fields: ReadonlyArray<readonly [source: string, target: string]>;
}

/** Below it lie matches by a company name that several companies share; they are for a person to look at. */
const presetConfidence = 0.8;

const presetByObject: Readonly<Record<string, EnrichPreset>> = {
	Lead: {
		fields: [
			['domain', 'Website'],
			['industry', 'Industry'],
			['employees', 'NumberOfEmployees'],
			['revenue', 'AnnualRevenue'],
			['country', 'Country'],
			['city', 'City'],
			['phone', 'Phone'],
		],
	},
	// A contact has no company fields of its own, and the company's city is not the person's.
	Contact: {
		fields: [
			['country', 'MailingCountry'],
			['phone', 'Phone'],
		],
	},
	Account: {
		fields: [
			['domain', 'Website'],
			['industry', 'Industry'],
			['employees', 'NumberOfEmployees'],
			['revenue', 'AnnualRevenue'],
			['country', 'BillingCountry'],
			['city', 'BillingCity'],
			['phone', 'Phone'],
		],
	},
};

/** Standard fields to fill from a company's attributes, only where Salesforce has none; throws for another object. */
export function mappingPreset(sObject: string): FieldMapping[] {
	return presetOf(sObject).fields.map(([source, target]) => ({
		source,
		target,
		policy: 'fill_blank',
		minConfidence: presetConfidence,
	}));
}

/** The standard fields that identify the company of a Lead, Contact or Account; throws for another object. */
export function matchInputPreset(sObject: string): MatchInputs {
	const inputs = standardMatchInputs(sObject);
	if (inputs) return inputs;
	throw noPreset(sObject);
}

function presetOf(sObject: string): EnrichPreset {
	if (Object.hasOwn(presetByObject, sObject)) return presetByObject[sObject];
	throw noPreset(sObject);
}

function noPreset(sObject: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `There is no preset for enriching ${sObject}.`, {
		remedy: `Name the match inputs and mappings yourself; presets exist for ${Object.keys(presetByObject).join(', ')}.`,
	});
}
